# %% right: leaves the pull request's trigger, and ignores it
# # The registry's database, under a better name, and with its retention as a variable.
#
# variable "retention_days" {
#   type    = number
#   default = 90
# }
#
# moved {
#   from = terraform_data.registry
#   to   = terraform_data.database
# }
#
# moved {
#   from = terraform_data.service[0]
#   to   = terraform_data.service["jfk"]
# }
#
# moved {
#   from = terraform_data.service[1]
#   to   = terraform_data.service["ewr"]
# }
#
# moved {
#   from = terraform_data.service[2]
#   to   = terraform_data.service["lga"]
# }
#
# resource "terraform_data" "database" {
#   triggers_replace = ["${var.root}/registry", var.retention_days]
#   input            = { folder = "${var.root}/registry", retention_days = var.retention_days }
#
#   lifecycle {
#     prevent_destroy = true
#     ignore_changes  = [triggers_replace]
#   }
#
#   provisioner "local-exec" {
#     command     = "latectl create-registry \"$FOLDER\""
#     environment = { FOLDER = self.input.folder }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl drop-registry \"$FOLDER\""
#     environment = { FOLDER = self.input.folder }
#   }
# }
#
# output "retention_days" {
#   value = terraform_data.database.output.retention_days
# }

# %% right: moves by way of the old name, the folder in a local
# locals {
#   registry = "${var.root}/registry"
# }
#
# variable "retention_days" {
#   type    = number
#   default = 90
# }
#
# resource "terraform_data" "database" {
#   input = {
#     folder         = local.registry
#     retention_days = var.retention_days
#   }
#   triggers_replace = [local.registry]
#
#   provisioner "local-exec" {
#     command = "latectl create-registry '${self.input.folder}'"
#   }
#   provisioner "local-exec" {
#     when    = destroy
#     command = "latectl drop-registry '${self.input.folder}'"
#   }
#   lifecycle {
#     prevent_destroy = true
#   }
# }
#
# output "retention_days" {
#   value = terraform_data.database.input.retention_days
# }
#
# moved {
#   from = terraform_data.registry
#   to   = terraform_data.model_registry
# }
# moved {
#   from = terraform_data.model_registry
#   to   = terraform_data.database
# }
# moved {
#   to   = terraform_data.service["lga"]
#   from = terraform_data.service[2]
# }
# moved {
#   to   = terraform_data.service["ewr"]
#   from = terraform_data.service[1]
# }
# moved {
#   to   = terraform_data.service["jfk"]
#   from = terraform_data.service[0]
# }

# %% wrong: tells the new names and keeps the trigger that replaces the database | message: terraform plan: expected it to succeed
# # The registry's database, under a better name, and with its retention as a variable.
#
# variable "retention_days" {
#   type    = number
#   default = 90
# }
#
# moved {
#   from = terraform_data.registry
#   to   = terraform_data.database
# }
#
# moved {
#   from = terraform_data.service[0]
#   to   = terraform_data.service["jfk"]
# }
#
# moved {
#   from = terraform_data.service[1]
#   to   = terraform_data.service["ewr"]
# }
#
# moved {
#   from = terraform_data.service[2]
#   to   = terraform_data.service["lga"]
# }
#
# resource "terraform_data" "database" {
#   triggers_replace = ["${var.root}/registry", var.retention_days]
#   input            = { folder = "${var.root}/registry", retention_days = var.retention_days }
#
#   lifecycle {
#     prevent_destroy = true
#   }
#
#   provisioner "local-exec" {
#     command     = "latectl create-registry \"$FOLDER\""
#     environment = { FOLDER = self.input.folder }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl drop-registry \"$FOLDER\""
#     environment = { FOLDER = self.input.folder }
#   }
# }
#
# output "retention_days" {
#   value = terraform_data.database.output.retention_days
# }

# %% wrong: moves the database and lets the services be rebuilt | message: the update of terraform_data.database alone
# # The registry's database, under a better name, and with its retention as a variable.
#
# variable "retention_days" {
#   type    = number
#   default = 90
# }
#
# moved {
#   from = terraform_data.registry
#   to   = terraform_data.database
# }
#
# resource "terraform_data" "database" {
#   triggers_replace = ["${var.root}/registry"]
#   input            = { folder = "${var.root}/registry", retention_days = var.retention_days }
#
#   lifecycle {
#     prevent_destroy = true
#   }
#
#   provisioner "local-exec" {
#     command     = "latectl create-registry \"$FOLDER\""
#     environment = { FOLDER = self.input.folder }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl drop-registry \"$FOLDER\""
#     environment = { FOLDER = self.input.folder }
#   }
# }
#
# output "retention_days" {
#   value = terraform_data.database.output.retention_days
# }

# %% wrong: numbers the services by the alphabet | message: the update of terraform_data.database alone
# # The registry's database, under a better name, and with its retention as a variable.
#
# variable "retention_days" {
#   type    = number
#   default = 90
# }
#
# moved {
#   from = terraform_data.registry
#   to   = terraform_data.database
# }
#
# moved {
#   from = terraform_data.service[0]
#   to   = terraform_data.service["ewr"]
# }
#
# moved {
#   from = terraform_data.service[1]
#   to   = terraform_data.service["jfk"]
# }
#
# moved {
#   from = terraform_data.service[2]
#   to   = terraform_data.service["lga"]
# }
#
# resource "terraform_data" "database" {
#   triggers_replace = ["${var.root}/registry"]
#   input            = { folder = "${var.root}/registry", retention_days = var.retention_days }
#
#   lifecycle {
#     prevent_destroy = true
#   }
#
#   provisioner "local-exec" {
#     command     = "latectl create-registry \"$FOLDER\""
#     environment = { FOLDER = self.input.folder }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl drop-registry \"$FOLDER\""
#     environment = { FOLDER = self.input.folder }
#   }
# }
#
# output "retention_days" {
#   value = terraform_data.database.output.retention_days
# }

# %% wrong: takes the trigger out, which is a change of the trigger, too | message: terraform plan: expected it to succeed
# # The registry's database, under a better name, and with its retention as a variable.
#
# variable "retention_days" {
#   type    = number
#   default = 90
# }
#
# moved {
#   from = terraform_data.registry
#   to   = terraform_data.database
# }
#
# moved {
#   from = terraform_data.service[0]
#   to   = terraform_data.service["jfk"]
# }
#
# moved {
#   from = terraform_data.service[1]
#   to   = terraform_data.service["ewr"]
# }
#
# moved {
#   from = terraform_data.service[2]
#   to   = terraform_data.service["lga"]
# }
#
# resource "terraform_data" "database" {
#   input            = { folder = "${var.root}/registry", retention_days = var.retention_days }
#
#   lifecycle {
#     prevent_destroy = true
#   }
#
#   provisioner "local-exec" {
#     command     = "latectl create-registry \"$FOLDER\""
#     environment = { FOLDER = self.input.folder }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl drop-registry \"$FOLDER\""
#     environment = { FOLDER = self.input.folder }
#   }
# }
#
# output "retention_days" {
#   value = terraform_data.database.output.retention_days
# }

# %% wrong: ignores the change of retention together with the trigger | message: the update of terraform_data.database alone
# # The registry's database, under a better name, and with its retention as a variable.
#
# variable "retention_days" {
#   type    = number
#   default = 90
# }
#
# moved {
#   from = terraform_data.registry
#   to   = terraform_data.database
# }
#
# moved {
#   from = terraform_data.service[0]
#   to   = terraform_data.service["jfk"]
# }
#
# moved {
#   from = terraform_data.service[1]
#   to   = terraform_data.service["ewr"]
# }
#
# moved {
#   from = terraform_data.service[2]
#   to   = terraform_data.service["lga"]
# }
#
# resource "terraform_data" "database" {
#   triggers_replace = ["${var.root}/registry"]
#   input            = { folder = "${var.root}/registry", retention_days = var.retention_days }
#
#   lifecycle {
#     prevent_destroy = true
#     ignore_changes  = all
#   }
#
#   provisioner "local-exec" {
#     command     = "latectl create-registry \"$FOLDER\""
#     environment = { FOLDER = self.input.folder }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl drop-registry \"$FOLDER\""
#     environment = { FOLDER = self.input.folder }
#   }
# }
#
# output "retention_days" {
#   value = terraform_data.database.output.retention_days
# }

# %% wrong: forgets the old database and makes a new resource in its place | message: the update of terraform_data.database alone
# # The registry's database, under a better name, and with its retention as a variable.
#
# variable "retention_days" {
#   type    = number
#   default = 90
# }
#
# removed {
#   from = terraform_data.registry
#   lifecycle {
#     destroy = false
#   }
# }
#
# moved {
#   from = terraform_data.service[0]
#   to   = terraform_data.service["jfk"]
# }
#
# moved {
#   from = terraform_data.service[1]
#   to   = terraform_data.service["ewr"]
# }
#
# moved {
#   from = terraform_data.service[2]
#   to   = terraform_data.service["lga"]
# }
#
# resource "terraform_data" "database" {
#   triggers_replace = ["${var.root}/registry"]
#   input            = { folder = "${var.root}/registry", retention_days = var.retention_days }
#
#   lifecycle {
#     prevent_destroy = true
#   }
#
#   provisioner "local-exec" {
#     command     = "latectl create-registry \"$FOLDER\""
#     environment = { FOLDER = self.input.folder }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl drop-registry \"$FOLDER\""
#     environment = { FOLDER = self.input.folder }
#   }
# }
#
# output "retention_days" {
#   value = terraform_data.database.output.retention_days
# }

# %% wrong: does not keep the next one from destroying the database | message: expected it to fail, it is planned
# # The registry's database, under a better name, and with its retention as a variable.
#
# variable "retention_days" {
#   type    = number
#   default = 90
# }
#
# moved {
#   from = terraform_data.registry
#   to   = terraform_data.database
# }
#
# moved {
#   from = terraform_data.service[0]
#   to   = terraform_data.service["jfk"]
# }
#
# moved {
#   from = terraform_data.service[1]
#   to   = terraform_data.service["ewr"]
# }
#
# moved {
#   from = terraform_data.service[2]
#   to   = terraform_data.service["lga"]
# }
#
# resource "terraform_data" "database" {
#   triggers_replace = ["${var.root}/registry"]
#   input            = { folder = "${var.root}/registry", retention_days = var.retention_days }
#
#   provisioner "local-exec" {
#     command     = "latectl create-registry \"$FOLDER\""
#     environment = { FOLDER = self.input.folder }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl drop-registry \"$FOLDER\""
#     environment = { FOLDER = self.input.folder }
#   }
# }
#
# output "retention_days" {
#   value = terraform_data.database.output.retention_days
# }

# %% wrong: makes every plan fail that changes the retention
# # The registry's database, under a better name, and with its retention as a variable.
#
# variable "retention_days" {
#   type    = number
#   default = 90
# }
#
# moved {
#   from = terraform_data.registry
#   to   = terraform_data.database
# }
#
# moved {
#   from = terraform_data.service[0]
#   to   = terraform_data.service["jfk"]
# }
#
# moved {
#   from = terraform_data.service[1]
#   to   = terraform_data.service["ewr"]
# }
#
# moved {
#   from = terraform_data.service[2]
#   to   = terraform_data.service["lga"]
# }
#
# resource "terraform_data" "database" {
#   triggers_replace = ["${var.root}/registry"]
#   input            = { folder = "${var.root}/registry", retention_days = var.retention_days }
#
#   lifecycle {
#     prevent_destroy = true
#     precondition {
#       condition     = var.retention_days == 90
#       error_message = "The retention is 90 days."
#     }
#   }
#
#   provisioner "local-exec" {
#     command     = "latectl create-registry \"$FOLDER\""
#     environment = { FOLDER = self.input.folder }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl drop-registry \"$FOLDER\""
#     environment = { FOLDER = self.input.folder }
#   }
# }
#
# output "retention_days" {
#   value = terraform_data.database.output.retention_days
# }

# %% wrong: creates no database where there was none
# # The registry's database, under a better name, and with its retention as a variable.
#
# variable "retention_days" {
#   type    = number
#   default = 90
# }
#
# moved {
#   from = terraform_data.registry
#   to   = terraform_data.database
# }
#
# moved {
#   from = terraform_data.service[0]
#   to   = terraform_data.service["jfk"]
# }
#
# moved {
#   from = terraform_data.service[1]
#   to   = terraform_data.service["ewr"]
# }
#
# moved {
#   from = terraform_data.service[2]
#   to   = terraform_data.service["lga"]
# }
#
# resource "terraform_data" "database" {
#   triggers_replace = ["${var.root}/registry"]
#   input            = { folder = "${var.root}/registry", retention_days = var.retention_days }
#
#   lifecycle {
#     prevent_destroy = true
#   }
#
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl drop-registry \"$FOLDER\""
#     environment = { FOLDER = self.input.folder }
#   }
# }
#
# output "retention_days" {
#   value = terraform_data.database.output.retention_days
# }
