# What runs in production today.

variable "root" {
  type = string
}

variable "services" {
  type = list(object({ name = string, port = number }))
}

resource "terraform_data" "registry" {
  triggers_replace = ["${var.root}/registry"]
  input            = { folder = "${var.root}/registry", retention_days = 30 }

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

resource "terraform_data" "service" {
  count            = length(var.services)
  triggers_replace = [var.services[count.index]]
  input = {
    folder = "${var.root}/${var.services[count.index].name}"
    config = jsonencode(merge(var.services[count.index], { model = "2013-01" }))
  }

  provisioner "local-exec" {
    command = <<-SHELL
      mkdir -p "$FOLDER" && printf %s "$CONFIG" > "$FOLDER/config.json" && latectl start "$FOLDER"
    SHELL
    environment = { FOLDER = self.input.folder, CONFIG = self.input.config }
  }
  provisioner "local-exec" {
    when        = destroy
    command     = "latectl stop \"$FOLDER\" && rm -r \"$FOLDER\""
    environment = { FOLDER = self.input.folder }
  }
}
