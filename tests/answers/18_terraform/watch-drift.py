# %% right: resources over the configurations, try instead of a conditional
# resource "terraform_data" "found" {
#   for_each = terraform_data.config
#   input    = fileexists(each.value.output.path) ? filesha256(each.value.output.path) : "missing"
# }
#
# locals {
#   wrong = join(" ", sort([
#     for key, found in terraform_data.found : key if found.input != terraform_data.config[key].input.sha256
#   ]))
# }
#
# check "config_drift" {
#   assert {
#     condition     = local.wrong == ""
#     error_message = "These are not as written: ${local.wrong}."
#   }
# }

# %% right: the sum of the file, with try; the message in a sentence of its own
# locals {
#   paths = { for key, config in terraform_data.config : key => config.output.path }
#   now   = { for key, path in local.paths : key => try(filesha256(path), "missing") }
#   same  = { for key, now in local.now : key => now == terraform_data.config[key].output.sha256 }
# }
#
# resource "terraform_data" "found" {
#   for_each = local.now
#   input    = each.value
# }
#
# check "config_drift" {
#   assert {
#     condition     = alltrue(values(local.same))
#     error_message = format("Rewritten by somebody: %s.", join(" and ", [for key, same in local.same : key if !same]))
#   }
# }

# %% wrong: looks at a known path, while the plan is made | message: inconsistent result
# # What is found of the configurations, and whether it is what was written.
#
# locals {
#   found = {
#     for key, config in terraform_data.config :
#     key => fileexists(config.input.path) ? filesha256(config.input.path) : "missing"
#   }
#   drifted = [for key, config in terraform_data.config : key if local.found[key] != config.output.sha256]
# }
#
# resource "terraform_data" "found" {
#   for_each = var.services
#   input    = local.found[each.key]
#
#   depends_on = [terraform_data.config]
# }
#
# check "config_drift" {
#   assert {
#     condition     = length(local.drifted) == 0
#     error_message = "Changed by hand: ${join(", ", local.drifted)}"
#   }
# }

# %% wrong: asks for the sum of a file that may be gone
# # What is found of the configurations, and whether it is what was written.
#
# locals {
#   found = {
#     for key, config in terraform_data.config :
#     key => filesha256(config.output.path)
#   }
#   drifted = [for key, config in terraform_data.config : key if local.found[key] != config.output.sha256]
# }
#
# resource "terraform_data" "found" {
#   for_each = var.services
#   input    = local.found[each.key]
# }
#
# check "config_drift" {
#   assert {
#     condition     = length(local.drifted) == 0
#     error_message = "Changed by hand: ${join(", ", local.drifted)}"
#   }
# }

# %% wrong: lets the check ask an output that the plan does not know | message: to say fail in the plan
# # What is found of the configurations, and whether it is what was written.
#
# locals {
#   found = {
#     for key, config in terraform_data.config :
#     key => fileexists(config.output.path) ? filesha256(config.output.path) : "missing"
#   }
#   drifted = [for key, config in terraform_data.config : key if terraform_data.found[key].output != config.output.sha256]
# }
#
# resource "terraform_data" "found" {
#   for_each = var.services
#   input    = local.found[each.key]
# }
#
# check "config_drift" {
#   assert {
#     condition     = length(local.drifted) == 0
#     error_message = "Changed by hand: ${join(", ", local.drifted)}"
#   }
# }

# %% wrong: names every service in the message | message: expected the message to name
# # What is found of the configurations, and whether it is what was written.
#
# locals {
#   found = {
#     for key, config in terraform_data.config :
#     key => fileexists(config.output.path) ? filesha256(config.output.path) : "missing"
#   }
#   drifted = [for key, config in terraform_data.config : key if local.found[key] != config.output.sha256]
# }
#
# resource "terraform_data" "found" {
#   for_each = var.services
#   input    = local.found[each.key]
# }
#
# check "config_drift" {
#   assert {
#     condition     = length(local.drifted) == 0
#     error_message = "Changed by hand: ${join(", ", keys(var.services))}"
#   }
# }

# %% wrong: keeps what was written, not what is found | message: got nothing
# # What is found of the configurations, and whether it is what was written.
#
# locals {
#   found = {
#     for key, config in terraform_data.config :
#     key => fileexists(config.output.path) ? filesha256(config.output.path) : "missing"
#   }
#   drifted = [for key, config in terraform_data.config : key if local.found[key] != config.output.sha256]
# }
#
# resource "terraform_data" "found" {
#   for_each = var.services
#   input    = terraform_data.config[each.key].output.sha256
# }
#
# check "config_drift" {
#   assert {
#     condition     = length(local.drifted) == 0
#     error_message = "Changed by hand: ${join(", ", local.drifted)}"
#   }
# }

# %% wrong: replaces instead of updating what is found | message: expected the plan to change
# # What is found of the configurations, and whether it is what was written.
#
# locals {
#   found = {
#     for key, config in terraform_data.config :
#     key => fileexists(config.output.path) ? filesha256(config.output.path) : "missing"
#   }
#   drifted = [for key, config in terraform_data.config : key if local.found[key] != config.output.sha256]
# }
#
# resource "terraform_data" "found" {
#   for_each = var.services
#   input            = local.found[each.key]
#   triggers_replace = local.found[each.key]
# }
#
# check "config_drift" {
#   assert {
#     condition     = length(local.drifted) == 0
#     error_message = "Changed by hand: ${join(", ", local.drifted)}"
#   }
# }

# %% wrong: only says whether the file is there | message: expected the SHA-256 of the files
# # What is found of the configurations, and whether it is what was written.
#
# locals {
#   found = {
#     for key, config in terraform_data.config :
#     key => fileexists(config.output.path) ? "there" : "missing"
#   }
#   drifted = [for key, config in terraform_data.config : key if local.found[key] == "missing"]
# }
#
# resource "terraform_data" "found" {
#   for_each = var.services
#   input    = local.found[each.key]
# }
#
# check "config_drift" {
#   assert {
#     condition     = length(local.drifted) == 0
#     error_message = "Changed by hand: ${join(", ", local.drifted)}"
#   }
# }

# %% wrong: says an empty text for a missing file
# # What is found of the configurations, and whether it is what was written.
#
# locals {
#   found = {
#     for key, config in terraform_data.config :
#     key => fileexists(config.output.path) ? filesha256(config.output.path) : ""
#   }
#   drifted = [for key, config in terraform_data.config : key if local.found[key] != config.output.sha256]
# }
#
# resource "terraform_data" "found" {
#   for_each = var.services
#   input    = local.found[each.key]
# }
#
# check "config_drift" {
#   assert {
#     condition     = length(local.drifted) == 0
#     error_message = "Changed by hand: ${join(", ", local.drifted)}"
#   }
# }

# %% wrong: reads the file as text, so that bytes that are no UTF-8 pass for a missing file
# locals {
#   paths = { for key, config in terraform_data.config : key => config.output.path }
#   now   = { for key, path in local.paths : key => try(sha256(file(path)), "missing") }
#   same  = { for key, now in local.now : key => now == terraform_data.config[key].output.sha256 }
# }
#
# resource "terraform_data" "found" {
#   for_each = local.now
#   input    = each.value
# }
#
# check "config_drift" {
#   assert {
#     condition     = alltrue(values(local.same))
#     error_message = format("drift: %s", jsonencode([for key, same in local.same : key if !same]))
#   }
# }
