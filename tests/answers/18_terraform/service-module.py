# %% right: one resource that does everything
# variable "name" {
#   type = string
#
#   validation {
#     condition     = can(regex("^[a-z][a-z0-9-]{2,29}$", var.name))
#     error_message = "A name has 3 to 30 characters of a-z, 0-9 and -, and starts with a letter."
#   }
# }
#
# variable "port" {
#   type = number
#
#   validation {
#     condition     = var.port >= 1024 && var.port <= 65535 && floor(var.port) == var.port
#     error_message = "A port is a whole number from 1024 to 65535."
#   }
# }
#
# variable "model" {
#   type = string
#
#   validation {
#     condition     = contains(["2013-01", "2013-02"], var.model)
#     error_message = "The models are 2013-01 and 2013-02."
#   }
# }
#
# variable "root" {
#   type = string
# }
#
#
# locals {
#   folder = "${var.root}/${var.name}"
# }
#
# resource "terraform_data" "service" {
#   triggers_replace = { folder = local.folder, port = var.port, model = var.model }
#   input            = local.folder
#
#   provisioner "local-exec" {
#     command = <<-SHELL
#       set -e
#       mkdir -p "$FOLDER"
#       cat > "$FOLDER/config.json" <<END
#       {"name": "${var.name}", "port": ${var.port}, "model": "${var.model}"}
#       END
#       latectl start "$FOLDER"
#     SHELL
#     environment = { FOLDER = self.input }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl stop \"$FOLDER\"; rm -rf \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
# }
#
# output "url" {
#   value = "http://127.0.0.1:${terraform_data.service.triggers_replace.port}"
# }
#
# output "folder" {
#   value = terraform_data.service.output
# }

# %% right: the server is replaced with the id of the configuration, working_dir instead of quotes
# variable "name" {
#   type = string
#
#   validation {
#     condition     = can(regex("^[a-z][a-z0-9-]{2,29}$", var.name))
#     error_message = "A name has 3 to 30 characters of a-z, 0-9 and -, and starts with a letter."
#   }
# }
#
# variable "port" {
#   type = number
#
#   validation {
#     condition     = var.port >= 1024 && var.port <= 65535 && floor(var.port) == var.port
#     error_message = "A port is a whole number from 1024 to 65535."
#   }
# }
#
# variable "model" {
#   type = string
#
#   validation {
#     condition     = contains(["2013-01", "2013-02"], var.model)
#     error_message = "The models are 2013-01 and 2013-02."
#   }
# }
#
# variable "root" {
#   type = string
# }
#
#
# resource "terraform_data" "folder" {
#   triggers_replace = ["${var.root}/${var.name}", var.port, var.model]
#   input            = { root = var.root, name = var.name }
#
#   provisioner "local-exec" {
#     working_dir = self.input.root
#     command     = "mkdir -p ${var.name} && echo '${jsonencode({ name = var.name, port = var.port, model = var.model })}' > ${var.name}/config.json"
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     working_dir = self.input.root
#     command     = "rm -rf ${self.input.name}"
#   }
# }
#
# resource "terraform_data" "server" {
#   triggers_replace = terraform_data.folder.id
#   input            = { root = var.root, name = var.name }
#
#   provisioner "local-exec" {
#     working_dir = self.input.root
#     command     = "latectl start ${self.input.name}"
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     working_dir = self.input.root
#     command     = "latectl stop ${self.input.name}"
#   }
# }
#
# output "url" {
#   value = format("http://127.0.0.1:%d", var.port)
# }
#
# output "folder" {
#   value      = "${var.root}/${var.name}"
#   depends_on = [terraform_data.server]
# }

# %% wrong: expects a change of input to run the provisioner again | message: an update in place runs no provisioner
# # One service: its folder, its configuration, its server.
#
# variable "name" {
#   type = string
#
#   validation {
#     condition     = can(regex("^[a-z][a-z0-9-]{2,29}$", var.name))
#     error_message = "A name has 3 to 30 characters of a-z, 0-9 and -, and starts with a letter."
#   }
# }
#
# variable "port" {
#   type = number
#
#   validation {
#     condition     = var.port >= 1024 && var.port <= 65535 && floor(var.port) == var.port
#     error_message = "A port is a whole number from 1024 to 65535."
#   }
# }
#
# variable "model" {
#   type = string
#
#   validation {
#     condition     = contains(["2013-01", "2013-02"], var.model)
#     error_message = "The models are 2013-01 and 2013-02."
#   }
# }
#
# variable "root" {
#   type = string
# }
#
# locals {
#   folder = "${var.root}/${var.name}"
#   config = jsonencode({ name = var.name, port = var.port, model = var.model })
# }
#
# resource "terraform_data" "config" {
#   triggers_replace = [local.folder]
#   input            = local.folder
#
#   provisioner "local-exec" {
#     command     = "mkdir -p \"$FOLDER\" && printf %s \"$CONFIG\" > \"$FOLDER/config.json\""
#     environment = { FOLDER = self.input, CONFIG = local.config }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "rm -r \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
# }
#
# resource "terraform_data" "server" {
#   input = terraform_data.config.output
#
#   lifecycle {
#     replace_triggered_by = [terraform_data.config]
#   }
#
#   provisioner "local-exec" {
#     command     = "latectl start \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl stop \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
# }
#
# output "url" {
#   value = "http://127.0.0.1:${var.port}"
# }
#
# output "folder" {
#   value = local.folder
# }

# %% wrong: replaces the configuration, but does not restart the server | message: expected the server to be restarted
# # One service: its folder, its configuration, its server.
#
# variable "name" {
#   type = string
#
#   validation {
#     condition     = can(regex("^[a-z][a-z0-9-]{2,29}$", var.name))
#     error_message = "A name has 3 to 30 characters of a-z, 0-9 and -, and starts with a letter."
#   }
# }
#
# variable "port" {
#   type = number
#
#   validation {
#     condition     = var.port >= 1024 && var.port <= 65535 && floor(var.port) == var.port
#     error_message = "A port is a whole number from 1024 to 65535."
#   }
# }
#
# variable "model" {
#   type = string
#
#   validation {
#     condition     = contains(["2013-01", "2013-02"], var.model)
#     error_message = "The models are 2013-01 and 2013-02."
#   }
# }
#
# variable "root" {
#   type = string
# }
#
# locals {
#   folder = "${var.root}/${var.name}"
#   config = jsonencode({ name = var.name, port = var.port, model = var.model })
# }
#
# resource "terraform_data" "config" {
#   triggers_replace = [local.folder, local.config]
#   input            = local.folder
#
#   provisioner "local-exec" {
#     command     = "mkdir -p \"$FOLDER\" && printf %s \"$CONFIG\" > \"$FOLDER/config.json\""
#     environment = { FOLDER = self.input, CONFIG = local.config }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "rm -r \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
# }
#
# resource "terraform_data" "server" {
#   input = terraform_data.config.output
#
#   provisioner "local-exec" {
#     command     = "latectl start \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl stop \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
# }
#
# output "url" {
#   value = "http://127.0.0.1:${var.port}"
# }
#
# output "folder" {
#   value = local.folder
# }

# %% wrong: has no provisioner that ends the server | message: Address already in use
# # One service: its folder, its configuration, its server.
#
# variable "name" {
#   type = string
#
#   validation {
#     condition     = can(regex("^[a-z][a-z0-9-]{2,29}$", var.name))
#     error_message = "A name has 3 to 30 characters of a-z, 0-9 and -, and starts with a letter."
#   }
# }
#
# variable "port" {
#   type = number
#
#   validation {
#     condition     = var.port >= 1024 && var.port <= 65535 && floor(var.port) == var.port
#     error_message = "A port is a whole number from 1024 to 65535."
#   }
# }
#
# variable "model" {
#   type = string
#
#   validation {
#     condition     = contains(["2013-01", "2013-02"], var.model)
#     error_message = "The models are 2013-01 and 2013-02."
#   }
# }
#
# variable "root" {
#   type = string
# }
#
# locals {
#   folder = "${var.root}/${var.name}"
#   config = jsonencode({ name = var.name, port = var.port, model = var.model })
# }
#
# resource "terraform_data" "config" {
#   triggers_replace = [local.folder, local.config]
#   input            = local.folder
#
#   provisioner "local-exec" {
#     command     = "mkdir -p \"$FOLDER\" && printf %s \"$CONFIG\" > \"$FOLDER/config.json\""
#     environment = { FOLDER = self.input, CONFIG = local.config }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "rm -r \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
# }
#
# resource "terraform_data" "server" {
#   input = terraform_data.config.output
#
#   lifecycle {
#     replace_triggered_by = [terraform_data.config]
#   }
#
#   provisioner "local-exec" {
#     command     = "latectl start \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
# }
#
# output "url" {
#   value = "http://127.0.0.1:${var.port}"
# }
#
# output "folder" {
#   value = local.folder
# }

# %% wrong: removes the configuration file and leaves the folder | message: expected the folders late-a and late-c
# # One service: its folder, its configuration, its server.
#
# variable "name" {
#   type = string
#
#   validation {
#     condition     = can(regex("^[a-z][a-z0-9-]{2,29}$", var.name))
#     error_message = "A name has 3 to 30 characters of a-z, 0-9 and -, and starts with a letter."
#   }
# }
#
# variable "port" {
#   type = number
#
#   validation {
#     condition     = var.port >= 1024 && var.port <= 65535 && floor(var.port) == var.port
#     error_message = "A port is a whole number from 1024 to 65535."
#   }
# }
#
# variable "model" {
#   type = string
#
#   validation {
#     condition     = contains(["2013-01", "2013-02"], var.model)
#     error_message = "The models are 2013-01 and 2013-02."
#   }
# }
#
# variable "root" {
#   type = string
# }
#
# locals {
#   folder = "${var.root}/${var.name}"
#   config = jsonencode({ name = var.name, port = var.port, model = var.model })
# }
#
# resource "terraform_data" "config" {
#   triggers_replace = [local.folder, local.config]
#   input            = local.folder
#
#   provisioner "local-exec" {
#     command     = "mkdir -p \"$FOLDER\" && printf %s \"$CONFIG\" > \"$FOLDER/config.json\""
#     environment = { FOLDER = self.input, CONFIG = local.config }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "rm \"$FOLDER/config.json\""
#     environment = { FOLDER = self.input }
#   }
# }
#
# resource "terraform_data" "server" {
#   input = terraform_data.config.output
#
#   lifecycle {
#     replace_triggered_by = [terraform_data.config]
#   }
#
#   provisioner "local-exec" {
#     command     = "latectl start \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl stop \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
# }
#
# output "url" {
#   value = "http://127.0.0.1:${var.port}"
# }
#
# output "folder" {
#   value = local.folder
# }

# %% wrong: a triggers_replace of timestamp(), so each plan replaces everything | message: expected nothing to do
# # One service: its folder, its configuration, its server.
#
# variable "name" {
#   type = string
#
#   validation {
#     condition     = can(regex("^[a-z][a-z0-9-]{2,29}$", var.name))
#     error_message = "A name has 3 to 30 characters of a-z, 0-9 and -, and starts with a letter."
#   }
# }
#
# variable "port" {
#   type = number
#
#   validation {
#     condition     = var.port >= 1024 && var.port <= 65535 && floor(var.port) == var.port
#     error_message = "A port is a whole number from 1024 to 65535."
#   }
# }
#
# variable "model" {
#   type = string
#
#   validation {
#     condition     = contains(["2013-01", "2013-02"], var.model)
#     error_message = "The models are 2013-01 and 2013-02."
#   }
# }
#
# variable "root" {
#   type = string
# }
#
# locals {
#   folder = "${var.root}/${var.name}"
#   config = jsonencode({ name = var.name, port = var.port, model = var.model })
# }
#
# resource "terraform_data" "config" {
#   triggers_replace = [local.folder, local.config, timestamp()]
#   input            = local.folder
#
#   provisioner "local-exec" {
#     command     = "mkdir -p \"$FOLDER\" && printf %s \"$CONFIG\" > \"$FOLDER/config.json\""
#     environment = { FOLDER = self.input, CONFIG = local.config }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "rm -r \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
# }
#
# resource "terraform_data" "server" {
#   input = terraform_data.config.output
#
#   lifecycle {
#     replace_triggered_by = [terraform_data.config]
#   }
#
#   provisioner "local-exec" {
#     command     = "latectl start \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl stop \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
# }
#
# output "url" {
#   value = "http://127.0.0.1:${var.port}"
# }
#
# output "folder" {
#   value = local.folder
# }

# %% wrong: writes the port as text | message: cannot be interpreted as an integer
# # One service: its folder, its configuration, its server.
#
# variable "name" {
#   type = string
#
#   validation {
#     condition     = can(regex("^[a-z][a-z0-9-]{2,29}$", var.name))
#     error_message = "A name has 3 to 30 characters of a-z, 0-9 and -, and starts with a letter."
#   }
# }
#
# variable "port" {
#   type = number
#
#   validation {
#     condition     = var.port >= 1024 && var.port <= 65535 && floor(var.port) == var.port
#     error_message = "A port is a whole number from 1024 to 65535."
#   }
# }
#
# variable "model" {
#   type = string
#
#   validation {
#     condition     = contains(["2013-01", "2013-02"], var.model)
#     error_message = "The models are 2013-01 and 2013-02."
#   }
# }
#
# variable "root" {
#   type = string
# }
#
# locals {
#   folder = "${var.root}/${var.name}"
#   config = jsonencode({ name = var.name, port = tostring(var.port), model = var.model })
# }
#
# resource "terraform_data" "config" {
#   triggers_replace = [local.folder, local.config]
#   input            = local.folder
#
#   provisioner "local-exec" {
#     command     = "mkdir -p \"$FOLDER\" && printf %s \"$CONFIG\" > \"$FOLDER/config.json\""
#     environment = { FOLDER = self.input, CONFIG = local.config }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "rm -r \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
# }
#
# resource "terraform_data" "server" {
#   input = terraform_data.config.output
#
#   lifecycle {
#     replace_triggered_by = [terraform_data.config]
#   }
#
#   provisioner "local-exec" {
#     command     = "latectl start \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl stop \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
# }
#
# output "url" {
#   value = "http://127.0.0.1:${var.port}"
# }
#
# output "folder" {
#   value = local.folder
# }

# %% wrong: lets apply succeed although the server did not start
# # One service: its folder, its configuration, its server.
#
# variable "name" {
#   type = string
#
#   validation {
#     condition     = can(regex("^[a-z][a-z0-9-]{2,29}$", var.name))
#     error_message = "A name has 3 to 30 characters of a-z, 0-9 and -, and starts with a letter."
#   }
# }
#
# variable "port" {
#   type = number
#
#   validation {
#     condition     = var.port >= 1024 && var.port <= 65535 && floor(var.port) == var.port
#     error_message = "A port is a whole number from 1024 to 65535."
#   }
# }
#
# variable "model" {
#   type = string
#
#   validation {
#     condition     = contains(["2013-01", "2013-02"], var.model)
#     error_message = "The models are 2013-01 and 2013-02."
#   }
# }
#
# variable "root" {
#   type = string
# }
#
# locals {
#   folder = "${var.root}/${var.name}"
#   config = jsonencode({ name = var.name, port = var.port, model = var.model })
# }
#
# resource "terraform_data" "config" {
#   triggers_replace = [local.folder, local.config]
#   input            = local.folder
#
#   provisioner "local-exec" {
#     command     = "mkdir -p \"$FOLDER\" && printf %s \"$CONFIG\" > \"$FOLDER/config.json\""
#     environment = { FOLDER = self.input, CONFIG = local.config }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "rm -r \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
# }
#
# resource "terraform_data" "server" {
#   input = terraform_data.config.output
#
#   lifecycle {
#     replace_triggered_by = [terraform_data.config]
#   }
#
#   provisioner "local-exec" {
#     command     = "latectl start \"$FOLDER\""
#     on_failure  = continue
#     environment = { FOLDER = self.input }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl stop \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
# }
#
# output "url" {
#   value = "http://127.0.0.1:${var.port}"
# }
#
# output "folder" {
#   value = local.folder
# }

# %% wrong: leaves the folder unquoted, so that a space in its path cuts it in two | message: terraform apply: expected it to succeed
# # One service: its folder, its configuration, its server.
#
# variable "name" {
#   type = string
#
#   validation {
#     condition     = can(regex("^[a-z][a-z0-9-]{2,29}$", var.name))
#     error_message = "A name has 3 to 30 characters of a-z, 0-9 and -, and starts with a letter."
#   }
# }
#
# variable "port" {
#   type = number
#
#   validation {
#     condition     = var.port >= 1024 && var.port <= 65535 && floor(var.port) == var.port
#     error_message = "A port is a whole number from 1024 to 65535."
#   }
# }
#
# variable "model" {
#   type = string
#
#   validation {
#     condition     = contains(["2013-01", "2013-02"], var.model)
#     error_message = "The models are 2013-01 and 2013-02."
#   }
# }
#
# variable "root" {
#   type = string
# }
#
# locals {
#   folder = "${var.root}/${var.name}"
#   config = jsonencode({ name = var.name, port = var.port, model = var.model })
# }
#
# resource "terraform_data" "config" {
#   triggers_replace = [local.folder, local.config]
#   input            = local.folder
#
#   provisioner "local-exec" {
#     command     = "mkdir -p $FOLDER && printf %s \"$CONFIG\" > \"$FOLDER/config.json\""
#     environment = { FOLDER = self.input, CONFIG = local.config }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "rm -r \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
# }
#
# resource "terraform_data" "server" {
#   input = terraform_data.config.output
#
#   lifecycle {
#     replace_triggered_by = [terraform_data.config]
#   }
#
#   provisioner "local-exec" {
#     command     = "latectl start \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl stop \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
# }
#
# output "url" {
#   value = "http://127.0.0.1:${var.port}"
# }
#
# output "folder" {
#   value = local.folder
# }

# %% wrong: accepts port 80 | message: {'port': 80}
# # One service: its folder, its configuration, its server.
#
# variable "name" {
#   type = string
#
#   validation {
#     condition     = can(regex("^[a-z][a-z0-9-]{2,29}$", var.name))
#     error_message = "A name has 3 to 30 characters of a-z, 0-9 and -, and starts with a letter."
#   }
# }
#
# variable "port" {
#   type = number
#
#   validation {
#     condition     = var.port >= 1 && var.port <= 65535 && floor(var.port) == var.port
#     error_message = "A port is a whole number from 1024 to 65535."
#   }
# }
#
# variable "model" {
#   type = string
#
#   validation {
#     condition     = contains(["2013-01", "2013-02"], var.model)
#     error_message = "The models are 2013-01 and 2013-02."
#   }
# }
#
# variable "root" {
#   type = string
# }
#
# locals {
#   folder = "${var.root}/${var.name}"
#   config = jsonencode({ name = var.name, port = var.port, model = var.model })
# }
#
# resource "terraform_data" "config" {
#   triggers_replace = [local.folder, local.config]
#   input            = local.folder
#
#   provisioner "local-exec" {
#     command     = "mkdir -p \"$FOLDER\" && printf %s \"$CONFIG\" > \"$FOLDER/config.json\""
#     environment = { FOLDER = self.input, CONFIG = local.config }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "rm -r \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
# }
#
# resource "terraform_data" "server" {
#   input = terraform_data.config.output
#
#   lifecycle {
#     replace_triggered_by = [terraform_data.config]
#   }
#
#   provisioner "local-exec" {
#     command     = "latectl start \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl stop \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
# }
#
# output "url" {
#   value = "http://127.0.0.1:${var.port}"
# }
#
# output "folder" {
#   value = local.folder
# }

# %% wrong: removes only the files it knows, so that a note in the folder makes destroy fail | message: terraform destroy: expected it to succeed
# # One service: its folder, its configuration, its server.
#
# variable "name" {
#   type = string
#
#   validation {
#     condition     = can(regex("^[a-z][a-z0-9-]{2,29}$", var.name))
#     error_message = "A name has 3 to 30 characters of a-z, 0-9 and -, and starts with a letter."
#   }
# }
#
# variable "port" {
#   type = number
#
#   validation {
#     condition     = var.port >= 1024 && var.port <= 65535 && floor(var.port) == var.port
#     error_message = "A port is a whole number from 1024 to 65535."
#   }
# }
#
# variable "model" {
#   type = string
#
#   validation {
#     condition     = contains(["2013-01", "2013-02"], var.model)
#     error_message = "The models are 2013-01 and 2013-02."
#   }
# }
#
# variable "root" {
#   type = string
# }
#
# locals {
#   folder = "${var.root}/${var.name}"
#   config = jsonencode({ name = var.name, port = var.port, model = var.model })
# }
#
# resource "terraform_data" "config" {
#   triggers_replace = [local.folder, local.config]
#   input            = local.folder
#
#   provisioner "local-exec" {
#     command     = "mkdir -p \"$FOLDER\" && printf %s \"$CONFIG\" > \"$FOLDER/config.json\""
#     environment = { FOLDER = self.input, CONFIG = local.config }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "cd \"$FOLDER\" && rm -f config.json service.log && cd .. && rmdir \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
# }
#
# resource "terraform_data" "server" {
#   input = terraform_data.config.output
#
#   lifecycle {
#     replace_triggered_by = [terraform_data.config]
#   }
#
#   provisioner "local-exec" {
#     command     = "latectl start \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl stop \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
# }
#
# output "url" {
#   value = "http://127.0.0.1:${var.port}"
# }
#
# output "folder" {
#   value = local.folder
# }

# %% wrong: gives root a default | message: expected none with a default
# # One service: its folder, its configuration, its server.
#
# variable "name" {
#   type = string
#
#   validation {
#     condition     = can(regex("^[a-z][a-z0-9-]{2,29}$", var.name))
#     error_message = "A name has 3 to 30 characters of a-z, 0-9 and -, and starts with a letter."
#   }
# }
#
# variable "port" {
#   type = number
#
#   validation {
#     condition     = var.port >= 1024 && var.port <= 65535 && floor(var.port) == var.port
#     error_message = "A port is a whole number from 1024 to 65535."
#   }
# }
#
# variable "model" {
#   type = string
#
#   validation {
#     condition     = contains(["2013-01", "2013-02"], var.model)
#     error_message = "The models are 2013-01 and 2013-02."
#   }
# }
#
# variable "root" {
#   type    = string
#   default = "."
# }
#
# locals {
#   folder = "${var.root}/${var.name}"
#   config = jsonencode({ name = var.name, port = var.port, model = var.model })
# }
#
# resource "terraform_data" "config" {
#   triggers_replace = [local.folder, local.config]
#   input            = local.folder
#
#   provisioner "local-exec" {
#     command     = "mkdir -p \"$FOLDER\" && printf %s \"$CONFIG\" > \"$FOLDER/config.json\""
#     environment = { FOLDER = self.input, CONFIG = local.config }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "rm -r \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
# }
#
# resource "terraform_data" "server" {
#   input = terraform_data.config.output
#
#   lifecycle {
#     replace_triggered_by = [terraform_data.config]
#   }
#
#   provisioner "local-exec" {
#     command     = "latectl start \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl stop \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
# }
#
# output "url" {
#   value = "http://127.0.0.1:${var.port}"
# }
#
# output "folder" {
#   value = local.folder
# }

# %% wrong: accepts every month of 2013
# # One service: its folder, its configuration, its server.
#
# variable "name" {
#   type = string
#
#   validation {
#     condition     = can(regex("^[a-z][a-z0-9-]{2,29}$", var.name))
#     error_message = "A name has 3 to 30 characters of a-z, 0-9 and -, and starts with a letter."
#   }
# }
#
# variable "port" {
#   type = number
#
#   validation {
#     condition     = var.port >= 1024 && var.port <= 65535 && floor(var.port) == var.port
#     error_message = "A port is a whole number from 1024 to 65535."
#   }
# }
#
# variable "model" {
#   type = string
#
#   validation {
#     condition     = can(regex("^2013-[0-9]{2}$", var.model))
#     error_message = "The models are 2013-01 and 2013-02."
#   }
# }
#
# variable "root" {
#   type = string
# }
#
# locals {
#   folder = "${var.root}/${var.name}"
#   config = jsonencode({ name = var.name, port = var.port, model = var.model })
# }
#
# resource "terraform_data" "config" {
#   triggers_replace = [local.folder, local.config]
#   input            = local.folder
#
#   provisioner "local-exec" {
#     command     = "mkdir -p \"$FOLDER\" && printf %s \"$CONFIG\" > \"$FOLDER/config.json\""
#     environment = { FOLDER = self.input, CONFIG = local.config }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "rm -r \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
# }
#
# resource "terraform_data" "server" {
#   input = terraform_data.config.output
#
#   lifecycle {
#     replace_triggered_by = [terraform_data.config]
#   }
#
#   provisioner "local-exec" {
#     command     = "latectl start \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl stop \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
# }
#
# output "url" {
#   value = "http://127.0.0.1:${var.port}"
# }
#
# output "folder" {
#   value = local.folder
# }

# %% wrong: a word character is more than the contract allows
# # One service: its folder, its configuration, its server.
#
# variable "name" {
#   type = string
#
#   validation {
#     condition     = can(regex("^[a-z][\\w-]{2,29}$", var.name))
#     error_message = "A name has 3 to 30 characters of a-z, 0-9 and -, and starts with a letter."
#   }
# }
#
# variable "port" {
#   type = number
#
#   validation {
#     condition     = var.port >= 1024 && var.port <= 65535 && floor(var.port) == var.port
#     error_message = "A port is a whole number from 1024 to 65535."
#   }
# }
#
# variable "model" {
#   type = string
#
#   validation {
#     condition     = contains(["2013-01", "2013-02"], var.model)
#     error_message = "The models are 2013-01 and 2013-02."
#   }
# }
#
# variable "root" {
#   type = string
# }
#
# locals {
#   folder = "${var.root}/${var.name}"
#   config = jsonencode({ name = var.name, port = var.port, model = var.model })
# }
#
# resource "terraform_data" "config" {
#   triggers_replace = [local.folder, local.config]
#   input            = local.folder
#
#   provisioner "local-exec" {
#     command     = "mkdir -p \"$FOLDER\" && printf %s \"$CONFIG\" > \"$FOLDER/config.json\""
#     environment = { FOLDER = self.input, CONFIG = local.config }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "rm -r \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
# }
#
# resource "terraform_data" "server" {
#   input = terraform_data.config.output
#
#   lifecycle {
#     replace_triggered_by = [terraform_data.config]
#   }
#
#   provisioner "local-exec" {
#     command     = "latectl start \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl stop \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
# }
#
# output "url" {
#   value = "http://127.0.0.1:${var.port}"
# }
#
# output "folder" {
#   value = local.folder
# }

# %% wrong: refuses port 1024
# # One service: its folder, its configuration, its server.
#
# variable "name" {
#   type = string
#
#   validation {
#     condition     = can(regex("^[a-z][a-z0-9-]{2,29}$", var.name))
#     error_message = "A name has 3 to 30 characters of a-z, 0-9 and -, and starts with a letter."
#   }
# }
#
# variable "port" {
#   type = number
#
#   validation {
#     condition     = var.port > 1024 && var.port <= 65535 && floor(var.port) == var.port
#     error_message = "A port is a whole number from 1024 to 65535."
#   }
# }
#
# variable "model" {
#   type = string
#
#   validation {
#     condition     = contains(["2013-01", "2013-02"], var.model)
#     error_message = "The models are 2013-01 and 2013-02."
#   }
# }
#
# variable "root" {
#   type = string
# }
#
# locals {
#   folder = "${var.root}/${var.name}"
#   config = jsonencode({ name = var.name, port = var.port, model = var.model })
# }
#
# resource "terraform_data" "config" {
#   triggers_replace = [local.folder, local.config]
#   input            = local.folder
#
#   provisioner "local-exec" {
#     command     = "mkdir -p \"$FOLDER\" && printf %s \"$CONFIG\" > \"$FOLDER/config.json\""
#     environment = { FOLDER = self.input, CONFIG = local.config }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "rm -r \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
# }
#
# resource "terraform_data" "server" {
#   input = terraform_data.config.output
#
#   lifecycle {
#     replace_triggered_by = [terraform_data.config]
#   }
#
#   provisioner "local-exec" {
#     command     = "latectl start \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl stop \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
# }
#
# output "url" {
#   value = "http://127.0.0.1:${var.port}"
# }
#
# output "folder" {
#   value = local.folder
# }

# %% wrong: a new name is an update in place, so nothing moves
# variable "name" {
#   type = string
#
#   validation {
#     condition     = can(regex("^[a-z][a-z0-9-]{2,29}$", var.name))
#     error_message = "A name has 3 to 30 characters of a-z, 0-9 and -, and starts with a letter."
#   }
# }
#
# variable "port" {
#   type = number
#
#   validation {
#     condition     = var.port >= 1024 && var.port <= 65535 && floor(var.port) == var.port
#     error_message = "A port is a whole number from 1024 to 65535."
#   }
# }
#
# variable "model" {
#   type = string
#
#   validation {
#     condition     = contains(["2013-01", "2013-02"], var.model)
#     error_message = "The models are 2013-01 and 2013-02."
#   }
# }
#
# variable "root" {
#   type = string
# }
#
#
# locals {
#   folder = "${var.root}/${var.name}"
# }
#
# resource "terraform_data" "service" {
#   triggers_replace = { port = var.port, model = var.model }
#   input            = local.folder
#
#   provisioner "local-exec" {
#     command = <<-SHELL
#       set -e
#       mkdir -p "$FOLDER"
#       cat > "$FOLDER/config.json" <<END
#       {"name": "${var.name}", "port": ${var.port}, "model": "${var.model}"}
#       END
#       latectl start "$FOLDER"
#     SHELL
#     environment = { FOLDER = self.input }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl stop \"$FOLDER\"; rm -rf \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
# }
#
# output "url" {
#   value = "http://127.0.0.1:${terraform_data.service.triggers_replace.port}"
# }
#
# output "folder" {
#   value = terraform_data.service.output
# }

# %% wrong: knows a service by its name alone, so a new root moves nothing
# variable "name" {
#   type = string
#
#   validation {
#     condition     = can(regex("^[a-z][a-z0-9-]{2,29}$", var.name))
#     error_message = "A name has 3 to 30 characters of a-z, 0-9 and -, and starts with a letter."
#   }
# }
#
# variable "port" {
#   type = number
#
#   validation {
#     condition     = var.port >= 1024 && var.port <= 65535 && floor(var.port) == var.port
#     error_message = "A port is a whole number from 1024 to 65535."
#   }
# }
#
# variable "model" {
#   type = string
#
#   validation {
#     condition     = contains(["2013-01", "2013-02"], var.model)
#     error_message = "The models are 2013-01 and 2013-02."
#   }
# }
#
# variable "root" {
#   type = string
# }
#
#
# locals {
#   folder = "${var.root}/${var.name}"
# }
#
# resource "terraform_data" "service" {
#   triggers_replace = { name = var.name, port = var.port, model = var.model }
#   input            = local.folder
#
#   provisioner "local-exec" {
#     command = <<-SHELL
#       set -e
#       mkdir -p "$FOLDER"
#       cat > "$FOLDER/config.json" <<END
#       {"name": "${var.name}", "port": ${var.port}, "model": "${var.model}"}
#       END
#       latectl start "$FOLDER"
#     SHELL
#     environment = { FOLDER = self.input }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl stop \"$FOLDER\"; rm -rf \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
# }
#
# output "url" {
#   value = "http://127.0.0.1:${terraform_data.service.triggers_replace.port}"
# }
#
# output "folder" {
#   value = terraform_data.service.output
# }
