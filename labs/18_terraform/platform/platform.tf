# The platform of exercise 5: for each service a folder, a configuration, a running server.

variable "root" {
  type = string
}

variable "services" {
  type = map(object({ port = number, model = string }))
}

# What is to be served. There is nothing of it in the world: only Terraform remembers it, and sees when it changes.
resource "terraform_data" "release" {
  for_each = var.services
  input    = each.value
}

# What serves it.
resource "terraform_data" "server" {
  for_each = var.services
  input = {
    folder = "${var.root}/${each.key}"
    config = jsonencode({ name = each.key, port = each.value.port, model = each.value.model })
  }

  lifecycle {
    replace_triggered_by = [terraform_data.release[each.key]]
  }

  provisioner "local-exec" {
    command = <<-SHELL
      set -e
      mkdir -p "$FOLDER"
      printf %s "$CONFIG" > "$FOLDER/config.json"
      printf %s "$ID" > "$FOLDER/id"
      latectl start "$FOLDER"
    SHELL
    environment = {
      FOLDER = self.input.folder
      CONFIG = self.input.config
      ID     = self.id
    }
  }

  provisioner "local-exec" {
    when        = destroy
    command     = "latectl stop \"$FOLDER\" && rm -r \"$FOLDER\""
    environment = { FOLDER = self.input.folder }
  }
}
