# The registry's database, under a better name, and with its retention as a variable.

variable "retention_days" {
  type    = number
  default = 90
}

resource "terraform_data" "database" {
  triggers_replace = ["${var.root}/registry", var.retention_days]
  input            = { folder = "${var.root}/registry", retention_days = var.retention_days }

  provisioner "local-exec" {
    command     = "latectl create-registry \"$FOLDER\""
    environment = { FOLDER = self.input.folder }
  }
  provisioner "local-exec" {
    when        = destroy
    command     = "latectl drop-registry \"$FOLDER\""
    environment = { FOLDER = self.input.folder }
  }
}

output "retention_days" {
  value = terraform_data.database.output.retention_days
}
