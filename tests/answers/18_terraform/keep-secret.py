# %% right: no variable at all: the provisioner inherits the environment
# variable "root" { type = string }
# variable "port" { type = number }
# variable "token_version" {
#   type    = number
#   default = 1
# }
#
# resource "terraform_data" "config" {
#   triggers_replace = [var.root, var.port]
#   input            = "${var.root}/gate"
#   provisioner "local-exec" {
#     command     = "mkdir -p \"$FOLDER\" && printf %s \"$CONFIG\" > \"$FOLDER/config.json\""
#     environment = { FOLDER = self.input, CONFIG = jsonencode({ name = "gate", port = var.port, model = "2013-01" }) }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "rm -r \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
# }
#
# resource "terraform_data" "server" {
#   triggers_replace = [terraform_data.config.id, var.token_version]
#   input            = terraform_data.config.output
#   provisioner "local-exec" {
#     command     = "LATE_TOKEN=\"$TF_VAR_token\" latectl start \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl stop \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
# }

# %% right: sensitive and ephemeral, two resources
# variable "root" { type = string }
# variable "port" { type = number }
# variable "token_version" {
#   type    = number
#   default = 1
# }
# variable "token" {
#   type      = string
#   sensitive = true
#   ephemeral = true
# }
#
# locals {
#   folder = "${var.root}/gate"
#   secret = { LATE_TOKEN = var.token, FOLDER = local.folder }
# }
#
# resource "terraform_data" "version" {
#   input = var.token_version
# }
#
# resource "terraform_data" "gate" {
#   triggers_replace = [local.folder, var.port]
#   input            = local.folder
#   lifecycle {
#     replace_triggered_by = [terraform_data.version]
#   }
#   provisioner "local-exec" {
#     command = <<-SHELL
#       mkdir -p "$FOLDER"
#       echo '{"name": "gate", "port": ${var.port}, "model": "2013-01"}' > "$FOLDER/config.json"
#       latectl start "$FOLDER"
#     SHELL
#     environment = local.secret
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl stop \"$FOLDER\"; rm -rf \"$FOLDER\""
#     environment = { FOLDER = self.input }
#   }
# }

# %% wrong: hides the token on the screen only: a saved plan holds it | message: the token in
# # A service that is guarded by a token.
#
# variable "root" {
#   type = string
# }
#
# variable "port" {
#   type = number
# }
#
# variable "token_version" {
#   type    = number
#   default = 1
# }
#
# variable "token" {
#   type      = string
#   sensitive = true
# }
#
# locals {
#   config = jsonencode({ name = "gate", port = var.port, model = "2013-01" })
# }
#
# resource "terraform_data" "gate" {
#   triggers_replace = [var.root, local.config, var.token_version]
#   input            = { folder = "${var.root}/gate", config = local.config }
#
#   provisioner "local-exec" {
#     command = <<-SHELL
#       mkdir -p "$FOLDER" && printf %s "$CONFIG" > "$FOLDER/config.json" && latectl start "$FOLDER"
#     SHELL
#     environment = {
#       FOLDER     = self.input.folder
#       CONFIG     = self.input.config
#       LATE_TOKEN = var.token
#     }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl stop \"$FOLDER\" && rm -r \"$FOLDER\""
#     environment = { FOLDER = self.input.folder }
#   }
# }

# %% wrong: keeps the token in the resource's input | message: expected the token in no file
# # A service that is guarded by a token.
#
# variable "root" {
#   type = string
# }
#
# variable "port" {
#   type = number
# }
#
# variable "token_version" {
#   type    = number
#   default = 1
# }
#
# variable "token" {
#   type      = string
#   sensitive = true
# }
#
# locals {
#   config = jsonencode({ name = "gate", port = var.port, model = "2013-01" })
# }
#
# resource "terraform_data" "gate" {
#   triggers_replace = [var.root, local.config, var.token_version]
#   input            = { folder = "${var.root}/gate", config = local.config, token = var.token }
#
#   provisioner "local-exec" {
#     command = <<-SHELL
#       mkdir -p "$FOLDER" && printf %s "$CONFIG" > "$FOLDER/config.json" && latectl start "$FOLDER"
#     SHELL
#     environment = {
#       FOLDER     = self.input.folder
#       CONFIG     = self.input.config
#       LATE_TOKEN = self.input.token
#     }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl stop \"$FOLDER\" && rm -r \"$FOLDER\""
#     environment = { FOLDER = self.input.folder }
#   }
# }

# %% wrong: writes the token into the service's configuration | message: the token in config.json
# # A service that is guarded by a token.
#
# variable "root" {
#   type = string
# }
#
# variable "port" {
#   type = number
# }
#
# variable "token_version" {
#   type    = number
#   default = 1
# }
#
# variable "token" {
#   type      = string
#   ephemeral = true
# }
#
# locals {
#   config = jsonencode({ name = "gate", port = var.port, model = "2013-01" })
# }
#
# resource "terraform_data" "gate" {
#   triggers_replace = [var.root, local.config, var.token_version]
#   input            = { folder = "${var.root}/gate", config = local.config }
#
#   provisioner "local-exec" {
#     command = <<-SHELL
#       mkdir -p "$FOLDER" && printf %s "$CONFIG" | sed "s/}/,\"token\":\"$LATE_TOKEN\"}/" > "$FOLDER/config.json" && latectl start "$FOLDER"
#     SHELL
#     environment = {
#       FOLDER     = self.input.folder
#       CONFIG     = self.input.config
#       LATE_TOKEN = var.token
#     }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl stop \"$FOLDER\" && rm -r \"$FOLDER\""
#     environment = { FOLDER = self.input.folder }
#   }
# }

# %% wrong: leaves the token in a file beside the configuration | message: the token in
# # A service that is guarded by a token.
#
# variable "root" {
#   type = string
# }
#
# variable "port" {
#   type = number
# }
#
# variable "token_version" {
#   type    = number
#   default = 1
# }
#
# variable "token" {
#   type      = string
#   ephemeral = true
# }
#
# locals {
#   config = jsonencode({ name = "gate", port = var.port, model = "2013-01" })
# }
#
# resource "terraform_data" "gate" {
#   triggers_replace = [var.root, local.config, var.token_version]
#   input            = { folder = "${var.root}/gate", config = local.config }
#
#   provisioner "local-exec" {
#     command = <<-SHELL
#       mkdir -p "$FOLDER" && printf %s "$CONFIG" > "$FOLDER/config.json" && printf %s "$LATE_TOKEN" > "$FOLDER/token" && latectl start "$FOLDER"
#     SHELL
#     environment = {
#       FOLDER     = self.input.folder
#       CONFIG     = self.input.config
#       LATE_TOKEN = var.token
#     }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl stop \"$FOLDER\" && rm -r \"$FOLDER\""
#     environment = { FOLDER = self.input.folder }
#   }
# }

# %% wrong: keeps the token as Base64 | message: its Base64 in
# # A service that is guarded by a token.
#
# variable "root" {
#   type = string
# }
#
# variable "port" {
#   type = number
# }
#
# variable "token_version" {
#   type    = number
#   default = 1
# }
#
# variable "token" {
#   type      = string
#   ephemeral = true
# }
#
# locals {
#   config = jsonencode({ name = "gate", port = var.port, model = "2013-01" })
# }
#
# resource "terraform_data" "gate" {
#   triggers_replace = [var.root, local.config, var.token_version]
#   input            = { folder = "${var.root}/gate", config = local.config }
#
#   provisioner "local-exec" {
#     command = <<-SHELL
#       mkdir -p "$FOLDER" && printf %s "$CONFIG" > "$FOLDER/config.json" && printf %s "$LATE_TOKEN" | base64 > "$FOLDER/token" && latectl start "$FOLDER"
#     SHELL
#     environment = {
#       FOLDER     = self.input.folder
#       CONFIG     = self.input.config
#       LATE_TOKEN = var.token
#     }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl stop \"$FOLDER\" && rm -r \"$FOLDER\""
#     environment = { FOLDER = self.input.folder }
#   }
# }

# %% wrong: puts the token into the command line | message: shows the token in the list of processes
# # A service that is guarded by a token.
#
# variable "root" {
#   type = string
# }
#
# variable "port" {
#   type = number
# }
#
# variable "token_version" {
#   type    = number
#   default = 1
# }
#
# variable "token" {
#   type      = string
#   ephemeral = true
# }
#
# locals {
#   config = jsonencode({ name = "gate", port = var.port, model = "2013-01" })
# }
#
# resource "terraform_data" "gate" {
#   triggers_replace = [var.root, local.config, var.token_version]
#   input            = { folder = "${var.root}/gate", config = local.config }
#
#   provisioner "local-exec" {
#     command = <<-SHELL
#       mkdir -p "$FOLDER" && printf %s "$CONFIG" > "$FOLDER/config.json" && LATE_TOKEN="${var.token}" latectl start "$FOLDER"
#     SHELL
#     environment = {
#       FOLDER     = self.input.folder
#       CONFIG     = self.input.config
#     }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl stop \"$FOLDER\" && rm -r \"$FOLDER\""
#     environment = { FOLDER = self.input.folder }
#   }
# }

# %% wrong: puts the token into the command line by way of a local | message: holds local.start
# # A service that is guarded by a token.
#
# variable "root" {
#   type = string
# }
#
# variable "port" {
#   type = number
# }
#
# variable "token_version" {
#   type    = number
#   default = 1
# }
#
# variable "token" {
#   type      = string
#   ephemeral = true
# }
#
# locals {
#   start  = "LATE_TOKEN=${var.token} latectl start"
#   config = jsonencode({ name = "gate", port = var.port, model = "2013-01" })
# }
#
# resource "terraform_data" "gate" {
#   triggers_replace = [var.root, local.config, var.token_version]
#   input            = { folder = "${var.root}/gate", config = local.config }
#
#   provisioner "local-exec" {
#     command = <<-SHELL
#       mkdir -p "$FOLDER" && printf %s "$CONFIG" > "$FOLDER/config.json" && ${local.start} "$FOLDER"
#     SHELL
#     environment = {
#       FOLDER     = self.input.folder
#       CONFIG     = self.input.config
#     }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl stop \"$FOLDER\" && rm -r \"$FOLDER\""
#     environment = { FOLDER = self.input.folder }
#   }
# }

# %% wrong: does not hand the token to the service | message: expected 401 from the service without its token
# # A service that is guarded by a token.
#
# variable "root" {
#   type = string
# }
#
# variable "port" {
#   type = number
# }
#
# variable "token_version" {
#   type    = number
#   default = 1
# }
#
# variable "token" {
#   type      = string
#   ephemeral = true
# }
#
# locals {
#   config = jsonencode({ name = "gate", port = var.port, model = "2013-01" })
# }
#
# resource "terraform_data" "gate" {
#   triggers_replace = [var.root, local.config, var.token_version]
#   input            = { folder = "${var.root}/gate", config = local.config }
#
#   provisioner "local-exec" {
#     command = <<-SHELL
#       mkdir -p "$FOLDER" && printf %s "$CONFIG" > "$FOLDER/config.json" && latectl start "$FOLDER"
#     SHELL
#     environment = {
#       FOLDER     = self.input.folder
#       CONFIG     = self.input.config
#       TOKEN = var.token
#     }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl stop \"$FOLDER\" && rm -r \"$FOLDER\""
#     environment = { FOLDER = self.input.folder }
#   }
# }

# %% wrong: does not restart the service for a new version
# # A service that is guarded by a token.
#
# variable "root" {
#   type = string
# }
#
# variable "port" {
#   type = number
# }
#
# variable "token_version" {
#   type    = number
#   default = 1
# }
#
# variable "token" {
#   type      = string
#   ephemeral = true
# }
#
# locals {
#   config = jsonencode({ name = "gate", port = var.port, model = "2013-01" })
# }
#
# resource "terraform_data" "gate" {
#   triggers_replace = [var.root, local.config]
#   input            = { folder = "${var.root}/gate", config = local.config }
#
#   provisioner "local-exec" {
#     command = <<-SHELL
#       mkdir -p "$FOLDER" && printf %s "$CONFIG" > "$FOLDER/config.json" && latectl start "$FOLDER"
#     SHELL
#     environment = {
#       FOLDER     = self.input.folder
#       CONFIG     = self.input.config
#       LATE_TOKEN = var.token
#     }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl stop \"$FOLDER\" && rm -r \"$FOLDER\""
#     environment = { FOLDER = self.input.folder }
#   }
# }

# %% wrong: restarts the service at every apply | message: a second plan: expected nothing to do
# # A service that is guarded by a token.
#
# variable "root" {
#   type = string
# }
#
# variable "port" {
#   type = number
# }
#
# variable "token_version" {
#   type    = number
#   default = 1
# }
#
# variable "token" {
#   type      = string
#   ephemeral = true
# }
#
# locals {
#   config = jsonencode({ name = "gate", port = var.port, model = "2013-01" })
# }
#
# resource "terraform_data" "gate" {
#   triggers_replace = [var.root, local.config, timestamp()]
#   input            = { folder = "${var.root}/gate", config = local.config }
#
#   provisioner "local-exec" {
#     command = <<-SHELL
#       mkdir -p "$FOLDER" && printf %s "$CONFIG" > "$FOLDER/config.json" && latectl start "$FOLDER"
#     SHELL
#     environment = {
#       FOLDER     = self.input.folder
#       CONFIG     = self.input.config
#       LATE_TOKEN = var.token
#     }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl stop \"$FOLDER\" && rm -r \"$FOLDER\""
#     environment = { FOLDER = self.input.folder }
#   }
# }

# %% wrong: leaves the folder behind
# # A service that is guarded by a token.
#
# variable "root" {
#   type = string
# }
#
# variable "port" {
#   type = number
# }
#
# variable "token_version" {
#   type    = number
#   default = 1
# }
#
# variable "token" {
#   type      = string
#   ephemeral = true
# }
#
# locals {
#   config = jsonencode({ name = "gate", port = var.port, model = "2013-01" })
# }
#
# resource "terraform_data" "gate" {
#   triggers_replace = [var.root, local.config, var.token_version]
#   input            = { folder = "${var.root}/gate", config = local.config }
#
#   provisioner "local-exec" {
#     command = <<-SHELL
#       mkdir -p "$FOLDER" && printf %s "$CONFIG" > "$FOLDER/config.json" && latectl start "$FOLDER"
#     SHELL
#     environment = {
#       FOLDER     = self.input.folder
#       CONFIG     = self.input.config
#       LATE_TOKEN = var.token
#     }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl stop \"$FOLDER\""
#     environment = { FOLDER = self.input.folder }
#   }
# }

# %% wrong: a new port is an update in place, the service stays where it is
# # A service that is guarded by a token.
#
# variable "root" {
#   type = string
# }
#
# variable "port" {
#   type = number
# }
#
# variable "token_version" {
#   type    = number
#   default = 1
# }
#
# variable "token" {
#   type      = string
#   ephemeral = true
# }
#
# locals {
#   config = jsonencode({ name = "gate", port = var.port, model = "2013-01" })
# }
#
# resource "terraform_data" "gate" {
#   triggers_replace = [var.root, var.token_version]
#   input            = { folder = "${var.root}/gate", config = local.config }
#
#   provisioner "local-exec" {
#     command = <<-SHELL
#       mkdir -p "$FOLDER" && printf %s "$CONFIG" > "$FOLDER/config.json" && latectl start "$FOLDER"
#     SHELL
#     environment = {
#       FOLDER     = self.input.folder
#       CONFIG     = self.input.config
#       LATE_TOKEN = var.token
#     }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl stop \"$FOLDER\" && rm -r \"$FOLDER\""
#     environment = { FOLDER = self.input.folder }
#   }
# }

# %% wrong: hands the token over as an argument of env | message: as an argument of env
# # A service that is guarded by a token.
#
# variable "root" {
#   type = string
# }
#
# variable "port" {
#   type = number
# }
#
# variable "token_version" {
#   type    = number
#   default = 1
# }
#
# variable "token" {
#   type      = string
#   ephemeral = true
# }
#
# locals {
#   config = jsonencode({ name = "gate", port = var.port, model = "2013-01" })
# }
#
# resource "terraform_data" "gate" {
#   triggers_replace = [var.root, local.config, var.token_version]
#   input            = { folder = "${var.root}/gate", config = local.config }
#
#   provisioner "local-exec" {
#     command = <<-SHELL
#       mkdir -p "$FOLDER" && printf %s "$CONFIG" > "$FOLDER/config.json" && env LATE_TOKEN="$TOKEN" latectl start "$FOLDER"
#     SHELL
#     environment = {
#       FOLDER     = self.input.folder
#       CONFIG     = self.input.config
#       TOKEN      = var.token
#     }
#   }
#   provisioner "local-exec" {
#     when        = destroy
#     command     = "latectl stop \"$FOLDER\" && rm -r \"$FOLDER\""
#     environment = { FOLDER = self.input.folder }
#   }
# }
