# The services, by name instead of by number.

variable "root" {
  type = string
}

variable "services" {
  type = list(object({ name = string, port = number }))
}

resource "terraform_data" "service" {
  for_each         = { for service in var.services : service.name => service }
  triggers_replace = [each.value]
  input = {
    folder = "${var.root}/${each.key}"
    config = jsonencode(merge(each.value, { model = "2013-01" }))
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
