# %% right: finds the folders with fileset
# import {
#   for_each = {
#     for path in fileset(var.root, "*/id") : dirname(path) => chomp(file("${var.root}/${path}"))
#     if contains(keys(var.services), dirname(path))
#   }
#   to = terraform_data.server[each.key]
#   id = each.value
# }

# %% right: a set of keys, the id read in the block
# locals {
#   ids    = fileset(var.root, "*/id")
#   adopts = setintersection([for path in local.ids : dirname(path)], keys(var.services))
# }
#
# import {
#   for_each = toset(local.adopts)
#   to       = terraform_data.server[each.value]
#   id       = trimspace(file(join("/", [var.root, each.value, "id"])))
# }

# %% wrong: imports the releases as well, which restarts every server | message: expected no server to be replaced
# # Take the running servers back into the state.
#
# locals {
#   # A release is only Terraform's own memory: importing it would make it look changed, and restart its server.
#   running = {
#     for key in keys(var.services) : key => trimspace(file("${var.root}/${key}/id"))
#     if fileexists("${var.root}/${key}/id")
#   }
# }
#
# import {
#   for_each = local.running
#   to       = terraform_data.server[each.key]
#   id       = each.value
# }
#
# import {
#   for_each = local.running
#   to       = terraform_data.release[each.key]
#   id       = each.value
# }

# %% wrong: imports the releases only, so that every server is started a second time | message: expected the import of
# # Take the running servers back into the state.
#
# locals {
#   # A release is only Terraform's own memory: importing it would make it look changed, and restart its server.
#   running = {
#     for key in keys(var.services) : key => trimspace(file("${var.root}/${key}/id"))
#     if fileexists("${var.root}/${key}/id")
#   }
# }
#
# import {
#   for_each = local.running
#   to       = terraform_data.release[each.key]
#   id       = each.value
# }

# %% wrong: takes the key for the id | message: expected the import of
# # Take the running servers back into the state.
#
# locals {
#   # A release is only Terraform's own memory: importing it would make it look changed, and restart its server.
#   running = {
#     for key in keys(var.services) : key => trimspace(file("${var.root}/${key}/id"))
#     if fileexists("${var.root}/${key}/id")
#   }
# }
#
# import {
#   for_each = local.running
#   to       = terraform_data.server[each.key]
#   id       = each.key
# }

# %% wrong: names one service by hand | message: expected the import of
# import {
#   to = terraform_data.server["jfk"]
#   id = trimspace(file("${var.root}/jfk/id"))
# }

# %% wrong: imports every service, also one that does not run | message: Invalid function argument
# # Take the running servers back into the state.
#
# locals {
#   # A release is only Terraform's own memory: importing it would make it look changed, and restart its server.
#   running = {
#     for key in keys(var.services) : key => trimspace(file("${var.root}/${key}/id"))
#   }
# }
#
# import {
#   for_each = local.running
#   to       = terraform_data.server[each.key]
#   id       = each.value
# }

# %% wrong: imports every folder that holds an id | message: terraform plan: expected it to succeed
# import {
#   for_each = toset([for path in fileset(var.root, "*/id") : dirname(path)])
#   to       = terraform_data.server[each.key]
#   id       = trimspace(file("${var.root}/${each.key}/id"))
# }

# %% wrong: takes the services that run out of Terraform's care | message: expected the import of
# removed {
#   from = terraform_data.nothing
#   lifecycle { destroy = false }
# }

# %% wrong: writes the keys of the example into the file
# # Take the running servers back into the state.
#
# locals {
#   # A release is only Terraform's own memory: importing it would make it look changed, and restart its server.
#   running = {
#     for key in ["jfk", "ewr", "lga"] : key => trimspace(file("${var.root}/${key}/id"))
#     if fileexists("${var.root}/${key}/id")
#   }
# }
#
# import {
#   for_each = local.running
#   to       = terraform_data.server[each.key]
#   id       = each.value
# }

# %% wrong: finds keys of three letters only
# import {
#   for_each = {
#     for path in fileset(var.root, "[a-z][a-z][a-z]/id") : dirname(path) => chomp(file("${var.root}/${path}"))
#     if contains(keys(var.services), dirname(path))
#   }
#   to = terraform_data.server[each.key]
#   id = each.value
# }

# %% wrong: takes a folder with a configuration for a running service
# # Take the running servers back into the state.
#
# locals {
#   # A release is only Terraform's own memory: importing it would make it look changed, and restart its server.
#   running = {
#     for key in keys(var.services) : key => trimspace(file("${var.root}/${key}/id"))
#     if fileexists("${var.root}/${key}/config.json")
#   }
# }
#
# import {
#   for_each = local.running
#   to       = terraform_data.server[each.key]
#   id       = each.value
# }

# %% wrong: keeps the line's end as part of the id
# # Take the running servers back into the state.
#
# locals {
#   # A release is only Terraform's own memory: importing it would make it look changed, and restart its server.
#   running = {
#     for key in keys(var.services) : key => file("${var.root}/${key}/id")
#     if fileexists("${var.root}/${key}/id")
#   }
# }
#
# import {
#   for_each = local.running
#   to       = terraform_data.server[each.key]
#   id       = each.value
# }
