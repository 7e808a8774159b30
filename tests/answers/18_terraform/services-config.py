# %% right: resources over the variable itself, one validation for all ports
# variable "environment" {
#   type = string
#   validation {
#     condition     = can(regex("^(dev|staging|prod)$", var.environment))
#     error_message = "dev, staging or prod."
#   }
# }
#
# variable "services" {
#   type = map(object({ port = number, model = optional(string, "2013-01"), replicas = optional(number, 1) }))
#   validation {
#     condition = (
#       alltrue([for s in values(var.services) : s.port % 1 == 0 && s.port > 1023 && s.port < 65536])
#       && length(toset(values(var.services)[*].port)) == length(var.services)
#     )
#     error_message = "Ports: whole numbers from 1024 to 65535, each once."
#   }
#   validation {
#     condition     = alltrue([for k, s in var.services : length(regexall("^[a-z][-0-9a-z]{2,19}$", k)) == 1])
#     error_message = "Keys: 3 to 20 of a-z, 0-9, -."
#   }
#   validation {
#     condition     = !anytrue([for k, s in var.services : s.replicas < 1 || ceil(s.replicas) != s.replicas])
#     error_message = "Replicas: 1, 2, 3 ..."
#   }
# }
#
# resource "terraform_data" "service" {
#   for_each = var.services
#   input = {
#     name     = join("-", ["late", var.environment, each.key])
#     port     = each.value.port
#     model    = each.value.model
#     replicas = var.environment == "prod" && each.value.replicas < 2 ? 2 : each.value.replicas
#   }
# }
#
# output "urls" {
#   value = { for k, s in var.services : k => format("http://127.0.0.1:%d", s.port) }
# }
#
# output "names" {
#   value = sort([for s in terraform_data.service : s.input.name])
# }

# %% right: a set of keys, merged objects, outputs from the resources
# locals {
#   floor_of = { dev = 1, staging = 1, prod = 2 }
# }
#
# variable "environment" {
#   type     = string
#   nullable = false
#   validation {
#     condition     = can(local.floor_of[var.environment])
#     error_message = "No such environment: ${var.environment}."
#   }
# }
#
# variable "services" {
#   type = map(object({
#     port     = number
#     model    = optional(string, "2013-01")
#     replicas = optional(number, 1)
#   }))
#   validation {
#     condition     = length([for key in keys(var.services) : key if !can(regex("^[a-z][a-z0-9-]{2,19}$", key))]) == 0
#     error_message = "A bad key."
#   }
#   validation {
#     condition = length([
#       for key, s in var.services : key if s.port < 1024 || s.port > 65535 || s.port != floor(s.port)
#     ]) == 0
#     error_message = "A bad port."
#   }
#   validation {
#     condition     = length({ for key, s in var.services : s.port => key... }) == length(var.services)
#     error_message = "A port is taken twice."
#   }
#   validation {
#     condition     = length([for s in var.services : s if s.replicas < 1 || s.replicas != floor(s.replicas)]) == 0
#     error_message = "Bad replicas."
#   }
# }
#
# resource "terraform_data" "service" {
#   for_each = toset(keys(var.services))
#   input = merge(var.services[each.key], {
#     name     = "late-${var.environment}-${each.key}"
#     replicas = max(local.floor_of[var.environment], var.services[each.key].replicas)
#   })
# }
#
# output "urls" {
#   value = { for key, service in terraform_data.service : key => "http://127.0.0.1:${service.output.port}" }
# }
#
# output "names" {
#   value = sort(values(terraform_data.service)[*].output.name)
# }

# %% wrong: numbers the resources with count | message: for_each gives keys
# # The services of one environment.
#
# variable "environment" {
#   type = string
#
#   validation {
#     condition     = contains(["dev", "staging", "prod"], var.environment)
#     error_message = "The environment is dev, staging or prod."
#   }
# }
#
# variable "services" {
#   type = map(object({
#     port     = number
#     model    = optional(string, "2013-01")
#     replicas = optional(number, 1)
#   }))
#
#   validation {
#     condition     = alltrue([for key in keys(var.services) : can(regex("^[a-z][a-z0-9-]{2,19}$", key))])
#     error_message = "A service's key has 3 to 20 characters of a-z, 0-9 and -, and starts with a letter."
#   }
#   validation {
#     condition = alltrue([
#       for service in var.services : service.port >= 1024 && service.port <= 65535 && floor(service.port) == service.port
#     ])
#     error_message = "A port is a whole number from 1024 to 65535."
#   }
#   validation {
#     condition     = length(distinct([for service in var.services : service.port])) == length(var.services)
#     error_message = "Each service has a port of its own."
#   }
#   validation {
#     condition = alltrue([
#       for service in var.services : service.replicas >= 1 && floor(service.replicas) == service.replicas
#     ])
#     error_message = "Replicas are a whole number of at least 1."
#   }
# }
#
# locals {
#   least = var.environment == "prod" ? 2 : 1
#   services = {
#     for key, service in var.services : key => {
#       name     = "late-${var.environment}-${key}"
#       port     = service.port
#       model    = service.model
#       replicas = max(local.least, service.replicas)
#     }
#   }
# }
#
# resource "terraform_data" "service" {
#   count = length(local.services)
#   input = values(local.services)[count.index]
# }
#
# output "urls" {
#   value = { for key, service in local.services : key => "http://127.0.0.1:${service.port}" }
# }
#
# output "names" {
#   value = sort([for service in local.services : service.name])
# }

# %% wrong: the key's pattern has no end, so what follows three good characters passes
# # The services of one environment.
#
# variable "environment" {
#   type = string
#
#   validation {
#     condition     = contains(["dev", "staging", "prod"], var.environment)
#     error_message = "The environment is dev, staging or prod."
#   }
# }
#
# variable "services" {
#   type = map(object({
#     port     = number
#     model    = optional(string, "2013-01")
#     replicas = optional(number, 1)
#   }))
#
#   validation {
#     condition     = alltrue([for key in keys(var.services) : can(regex("^[a-z][a-z0-9-]{2,19}", key))])
#     error_message = "A service's key has 3 to 20 characters of a-z, 0-9 and -, and starts with a letter."
#   }
#   validation {
#     condition = alltrue([
#       for service in var.services : service.port >= 1024 && service.port <= 65535 && floor(service.port) == service.port
#     ])
#     error_message = "A port is a whole number from 1024 to 65535."
#   }
#   validation {
#     condition     = length(distinct([for service in var.services : service.port])) == length(var.services)
#     error_message = "Each service has a port of its own."
#   }
#   validation {
#     condition = alltrue([
#       for service in var.services : service.replicas >= 1 && floor(service.replicas) == service.replicas
#     ])
#     error_message = "Replicas are a whole number of at least 1."
#   }
# }
#
# locals {
#   least = var.environment == "prod" ? 2 : 1
#   services = {
#     for key, service in var.services : key => {
#       name     = "late-${var.environment}-${key}"
#       port     = service.port
#       model    = service.model
#       replicas = max(local.least, service.replicas)
#     }
#   }
# }
#
# resource "terraform_data" "service" {
#   for_each = local.services
#   input    = each.value
# }
#
# output "urls" {
#   value = { for key, service in local.services : key => "http://127.0.0.1:${service.port}" }
# }
#
# output "names" {
#   value = sort([for service in local.services : service.name])
# }

# %% wrong: accepts two services on one port | message: two services on port 8001
# # The services of one environment.
#
# variable "environment" {
#   type = string
#
#   validation {
#     condition     = contains(["dev", "staging", "prod"], var.environment)
#     error_message = "The environment is dev, staging or prod."
#   }
# }
#
# variable "services" {
#   type = map(object({
#     port     = number
#     model    = optional(string, "2013-01")
#     replicas = optional(number, 1)
#   }))
#
#   validation {
#     condition     = alltrue([for key in keys(var.services) : can(regex("^[a-z][a-z0-9-]{2,19}$", key))])
#     error_message = "A service's key has 3 to 20 characters of a-z, 0-9 and -, and starts with a letter."
#   }
#   validation {
#     condition = alltrue([
#       for service in var.services : service.port >= 1024 && service.port <= 65535 && floor(service.port) == service.port
#     ])
#     error_message = "A port is a whole number from 1024 to 65535."
#   }
#   validation {
#     condition     = length(keys(var.services)) == length(var.services)
#     error_message = "Each service has a port of its own."
#   }
#   validation {
#     condition = alltrue([
#       for service in var.services : service.replicas >= 1 && floor(service.replicas) == service.replicas
#     ])
#     error_message = "Replicas are a whole number of at least 1."
#   }
# }
#
# locals {
#   least = var.environment == "prod" ? 2 : 1
#   services = {
#     for key, service in var.services : key => {
#       name     = "late-${var.environment}-${key}"
#       port     = service.port
#       model    = service.model
#       replicas = max(local.least, service.replicas)
#     }
#   }
# }
#
# resource "terraform_data" "service" {
#   for_each = local.services
#   input    = each.value
# }
#
# output "urls" {
#   value = { for key, service in local.services : key => "http://127.0.0.1:${service.port}" }
# }
#
# output "names" {
#   value = sort([for service in local.services : service.name])
# }

# %% wrong: gives every service in prod exactly two replicas | message: terraform_data.service["ewr"] in prod
# # The services of one environment.
#
# variable "environment" {
#   type = string
#
#   validation {
#     condition     = contains(["dev", "staging", "prod"], var.environment)
#     error_message = "The environment is dev, staging or prod."
#   }
# }
#
# variable "services" {
#   type = map(object({
#     port     = number
#     model    = optional(string, "2013-01")
#     replicas = optional(number, 1)
#   }))
#
#   validation {
#     condition     = alltrue([for key in keys(var.services) : can(regex("^[a-z][a-z0-9-]{2,19}$", key))])
#     error_message = "A service's key has 3 to 20 characters of a-z, 0-9 and -, and starts with a letter."
#   }
#   validation {
#     condition = alltrue([
#       for service in var.services : service.port >= 1024 && service.port <= 65535 && floor(service.port) == service.port
#     ])
#     error_message = "A port is a whole number from 1024 to 65535."
#   }
#   validation {
#     condition     = length(distinct([for service in var.services : service.port])) == length(var.services)
#     error_message = "Each service has a port of its own."
#   }
#   validation {
#     condition = alltrue([
#       for service in var.services : service.replicas >= 1 && floor(service.replicas) == service.replicas
#     ])
#     error_message = "Replicas are a whole number of at least 1."
#   }
# }
#
# locals {
#   least = var.environment == "prod" ? 2 : 1
#   services = {
#     for key, service in var.services : key => {
#       name     = "late-${var.environment}-${key}"
#       port     = service.port
#       model    = service.model
#       replicas = var.environment == "prod" ? 2 : service.replicas
#     }
#   }
# }
#
# resource "terraform_data" "service" {
#   for_each = local.services
#   input    = each.value
# }
#
# output "urls" {
#   value = { for key, service in local.services : key => "http://127.0.0.1:${service.port}" }
# }
#
# output "names" {
#   value = sort([for service in local.services : service.name])
# }

# %% wrong: takes 8080.5 for a port
# # The services of one environment.
#
# variable "environment" {
#   type = string
#
#   validation {
#     condition     = contains(["dev", "staging", "prod"], var.environment)
#     error_message = "The environment is dev, staging or prod."
#   }
# }
#
# variable "services" {
#   type = map(object({
#     port     = number
#     model    = optional(string, "2013-01")
#     replicas = optional(number, 1)
#   }))
#
#   validation {
#     condition     = alltrue([for key in keys(var.services) : can(regex("^[a-z][a-z0-9-]{2,19}$", key))])
#     error_message = "A service's key has 3 to 20 characters of a-z, 0-9 and -, and starts with a letter."
#   }
#   validation {
#     condition = alltrue([
#       for service in var.services : service.port >= 1024 && service.port <= 65535
#     ])
#     error_message = "A port is a whole number from 1024 to 65535."
#   }
#   validation {
#     condition     = length(distinct([for service in var.services : service.port])) == length(var.services)
#     error_message = "Each service has a port of its own."
#   }
#   validation {
#     condition = alltrue([
#       for service in var.services : service.replicas >= 1 && floor(service.replicas) == service.replicas
#     ])
#     error_message = "Replicas are a whole number of at least 1."
#   }
# }
#
# locals {
#   least = var.environment == "prod" ? 2 : 1
#   services = {
#     for key, service in var.services : key => {
#       name     = "late-${var.environment}-${key}"
#       port     = service.port
#       model    = service.model
#       replicas = max(local.least, service.replicas)
#     }
#   }
# }
#
# resource "terraform_data" "service" {
#   for_each = local.services
#   input    = each.value
# }
#
# output "urls" {
#   value = { for key, service in local.services : key => "http://127.0.0.1:${service.port}" }
# }
#
# output "names" {
#   value = sort([for service in local.services : service.name])
# }

# %% wrong: takes the ports' limits as excluded
# # The services of one environment.
#
# variable "environment" {
#   type = string
#
#   validation {
#     condition     = contains(["dev", "staging", "prod"], var.environment)
#     error_message = "The environment is dev, staging or prod."
#   }
# }
#
# variable "services" {
#   type = map(object({
#     port     = number
#     model    = optional(string, "2013-01")
#     replicas = optional(number, 1)
#   }))
#
#   validation {
#     condition     = alltrue([for key in keys(var.services) : can(regex("^[a-z][a-z0-9-]{2,19}$", key))])
#     error_message = "A service's key has 3 to 20 characters of a-z, 0-9 and -, and starts with a letter."
#   }
#   validation {
#     condition = alltrue([
#       for service in var.services : service.port > 1024 && service.port < 65535 && floor(service.port) == service.port
#     ])
#     error_message = "A port is a whole number from 1024 to 65535."
#   }
#   validation {
#     condition     = length(distinct([for service in var.services : service.port])) == length(var.services)
#     error_message = "Each service has a port of its own."
#   }
#   validation {
#     condition = alltrue([
#       for service in var.services : service.replicas >= 1 && floor(service.replicas) == service.replicas
#     ])
#     error_message = "Replicas are a whole number of at least 1."
#   }
# }
#
# locals {
#   least = var.environment == "prod" ? 2 : 1
#   services = {
#     for key, service in var.services : key => {
#       name     = "late-${var.environment}-${key}"
#       port     = service.port
#       model    = service.model
#       replicas = max(local.least, service.replicas)
#     }
#   }
# }
#
# resource "terraform_data" "service" {
#   for_each = local.services
#   input    = each.value
# }
#
# output "urls" {
#   value = { for key, service in local.services : key => "http://127.0.0.1:${service.port}" }
# }
#
# output "names" {
#   value = sort([for service in local.services : service.name])
# }

# %% wrong: refuses a bad environment by a precondition of the resource | message: the environment 'production'
# # The services of one environment.
#
# variable "environment" {
#   type = string
# }
#
# variable "services" {
#   type = map(object({
#     port     = number
#     model    = optional(string, "2013-01")
#     replicas = optional(number, 1)
#   }))
#
#   validation {
#     condition     = alltrue([for key in keys(var.services) : can(regex("^[a-z][a-z0-9-]{2,19}$", key))])
#     error_message = "A service's key has 3 to 20 characters of a-z, 0-9 and -, and starts with a letter."
#   }
#   validation {
#     condition = alltrue([
#       for service in var.services : service.port >= 1024 && service.port <= 65535 && floor(service.port) == service.port
#     ])
#     error_message = "A port is a whole number from 1024 to 65535."
#   }
#   validation {
#     condition     = length(distinct([for service in var.services : service.port])) == length(var.services)
#     error_message = "Each service has a port of its own."
#   }
#   validation {
#     condition = alltrue([
#       for service in var.services : service.replicas >= 1 && floor(service.replicas) == service.replicas
#     ])
#     error_message = "Replicas are a whole number of at least 1."
#   }
# }
#
# locals {
#   least = var.environment == "prod" ? 2 : 1
#   services = {
#     for key, service in var.services : key => {
#       name     = "late-${var.environment}-${key}"
#       port     = service.port
#       model    = service.model
#       replicas = max(local.least, service.replicas)
#     }
#   }
# }
#
# resource "terraform_data" "service" {
#   for_each = local.services
#   input    = each.value
#
#   lifecycle {
#     precondition {
#       condition     = contains(["dev", "staging", "prod"], var.environment)
#       error_message = "The environment is dev, staging or prod."
#     }
#   }
# }
#
# output "urls" {
#   value = { for key, service in local.services : key => "http://127.0.0.1:${service.port}" }
# }
#
# output "names" {
#   value = sort([for service in local.services : service.name])
# }

# %% wrong: raises replicas everywhere but in dev
# # The services of one environment.
#
# variable "environment" {
#   type = string
#
#   validation {
#     condition     = contains(["dev", "staging", "prod"], var.environment)
#     error_message = "The environment is dev, staging or prod."
#   }
# }
#
# variable "services" {
#   type = map(object({
#     port     = number
#     model    = optional(string, "2013-01")
#     replicas = optional(number, 1)
#   }))
#
#   validation {
#     condition     = alltrue([for key in keys(var.services) : can(regex("^[a-z][a-z0-9-]{2,19}$", key))])
#     error_message = "A service's key has 3 to 20 characters of a-z, 0-9 and -, and starts with a letter."
#   }
#   validation {
#     condition = alltrue([
#       for service in var.services : service.port >= 1024 && service.port <= 65535 && floor(service.port) == service.port
#     ])
#     error_message = "A port is a whole number from 1024 to 65535."
#   }
#   validation {
#     condition     = length(distinct([for service in var.services : service.port])) == length(var.services)
#     error_message = "Each service has a port of its own."
#   }
#   validation {
#     condition = alltrue([
#       for service in var.services : service.replicas >= 1 && floor(service.replicas) == service.replicas
#     ])
#     error_message = "Replicas are a whole number of at least 1."
#   }
# }
#
# locals {
#   least = var.environment != "dev" ? 2 : 1
#   services = {
#     for key, service in var.services : key => {
#       name     = "late-${var.environment}-${key}"
#       port     = service.port
#       model    = service.model
#       replicas = max(local.least, service.replicas)
#     }
#   }
# }
#
# resource "terraform_data" "service" {
#   for_each = local.services
#   input    = each.value
# }
#
# output "urls" {
#   value = { for key, service in local.services : key => "http://127.0.0.1:${service.port}" }
# }
#
# output "names" {
#   value = sort([for service in local.services : service.name])
# }

# %% wrong: environment has a default | message: expected none with a default
# # The services of one environment.
#
# variable "environment" {
#   type    = string
#   default = "dev"
#
#   validation {
#     condition     = contains(["dev", "staging", "prod"], var.environment)
#     error_message = "The environment is dev, staging or prod."
#   }
# }
#
# variable "services" {
#   type = map(object({
#     port     = number
#     model    = optional(string, "2013-01")
#     replicas = optional(number, 1)
#   }))
#
#   validation {
#     condition     = alltrue([for key in keys(var.services) : can(regex("^[a-z][a-z0-9-]{2,19}$", key))])
#     error_message = "A service's key has 3 to 20 characters of a-z, 0-9 and -, and starts with a letter."
#   }
#   validation {
#     condition = alltrue([
#       for service in var.services : service.port >= 1024 && service.port <= 65535 && floor(service.port) == service.port
#     ])
#     error_message = "A port is a whole number from 1024 to 65535."
#   }
#   validation {
#     condition     = length(distinct([for service in var.services : service.port])) == length(var.services)
#     error_message = "Each service has a port of its own."
#   }
#   validation {
#     condition = alltrue([
#       for service in var.services : service.replicas >= 1 && floor(service.replicas) == service.replicas
#     ])
#     error_message = "Replicas are a whole number of at least 1."
#   }
# }
#
# locals {
#   least = var.environment == "prod" ? 2 : 1
#   services = {
#     for key, service in var.services : key => {
#       name     = "late-${var.environment}-${key}"
#       port     = service.port
#       model    = service.model
#       replicas = max(local.least, service.replicas)
#     }
#   }
# }
#
# resource "terraform_data" "service" {
#   for_each = local.services
#   input    = each.value
# }
#
# output "urls" {
#   value = { for key, service in local.services : key => "http://127.0.0.1:${service.port}" }
# }
#
# output "names" {
#   value = sort([for service in local.services : service.name])
# }

# %% wrong: services has a default, since the map may be empty | message: expected none with a default
# # The services of one environment.
#
# variable "environment" {
#   type = string
#
#   validation {
#     condition     = contains(["dev", "staging", "prod"], var.environment)
#     error_message = "The environment is dev, staging or prod."
#   }
# }
#
# variable "services" {
#   type = map(object({
#     port     = number
#     model    = optional(string, "2013-01")
#     replicas = optional(number, 1)
#   }))
#   default = {}
#
#   validation {
#     condition     = alltrue([for key in keys(var.services) : can(regex("^[a-z][a-z0-9-]{2,19}$", key))])
#     error_message = "A service's key has 3 to 20 characters of a-z, 0-9 and -, and starts with a letter."
#   }
#   validation {
#     condition = alltrue([
#       for service in var.services : service.port >= 1024 && service.port <= 65535 && floor(service.port) == service.port
#     ])
#     error_message = "A port is a whole number from 1024 to 65535."
#   }
#   validation {
#     condition     = length(distinct([for service in var.services : service.port])) == length(var.services)
#     error_message = "Each service has a port of its own."
#   }
#   validation {
#     condition = alltrue([
#       for service in var.services : service.replicas >= 1 && floor(service.replicas) == service.replicas
#     ])
#     error_message = "Replicas are a whole number of at least 1."
#   }
# }
#
# locals {
#   least = var.environment == "prod" ? 2 : 1
#   services = {
#     for key, service in var.services : key => {
#       name     = "late-${var.environment}-${key}"
#       port     = service.port
#       model    = service.model
#       replicas = max(local.least, service.replicas)
#     }
#   }
# }
#
# resource "terraform_data" "service" {
#   for_each = local.services
#   input    = each.value
# }
#
# output "urls" {
#   value = { for key, service in local.services : key => "http://127.0.0.1:${service.port}" }
# }
#
# output "names" {
#   value = sort([for service in local.services : service.name])
# }

# %% wrong: compares whole services instead of their ports
# # The services of one environment.
#
# variable "environment" {
#   type = string
#
#   validation {
#     condition     = contains(["dev", "staging", "prod"], var.environment)
#     error_message = "The environment is dev, staging or prod."
#   }
# }
#
# variable "services" {
#   type = map(object({
#     port     = number
#     model    = optional(string, "2013-01")
#     replicas = optional(number, 1)
#   }))
#
#   validation {
#     condition     = alltrue([for key in keys(var.services) : can(regex("^[a-z][a-z0-9-]{2,19}$", key))])
#     error_message = "A service's key has 3 to 20 characters of a-z, 0-9 and -, and starts with a letter."
#   }
#   validation {
#     condition = alltrue([
#       for service in var.services : service.port >= 1024 && service.port <= 65535 && floor(service.port) == service.port
#     ])
#     error_message = "A port is a whole number from 1024 to 65535."
#   }
#   validation {
#     condition     = length(distinct(values(var.services))) == length(var.services)
#     error_message = "Each service has a port of its own."
#   }
#   validation {
#     condition = alltrue([
#       for service in var.services : service.replicas >= 1 && floor(service.replicas) == service.replicas
#     ])
#     error_message = "Replicas are a whole number of at least 1."
#   }
# }
#
# locals {
#   least = var.environment == "prod" ? 2 : 1
#   services = {
#     for key, service in var.services : key => {
#       name     = "late-${var.environment}-${key}"
#       port     = service.port
#       model    = service.model
#       replicas = max(local.least, service.replicas)
#     }
#   }
# }
#
# resource "terraform_data" "service" {
#   for_each = local.services
#   input    = each.value
# }
#
# output "urls" {
#   value = { for key, service in local.services : key => "http://127.0.0.1:${service.port}" }
# }
#
# output "names" {
#   value = sort([for service in local.services : service.name])
# }

# %% wrong: lets an environment pass in capitals
# # The services of one environment.
#
# variable "environment" {
#   type = string
#
#   validation {
#     condition     = contains(["dev", "staging", "prod"], lower(var.environment))
#     error_message = "The environment is dev, staging or prod."
#   }
# }
#
# variable "services" {
#   type = map(object({
#     port     = number
#     model    = optional(string, "2013-01")
#     replicas = optional(number, 1)
#   }))
#
#   validation {
#     condition     = alltrue([for key in keys(var.services) : can(regex("^[a-z][a-z0-9-]{2,19}$", key))])
#     error_message = "A service's key has 3 to 20 characters of a-z, 0-9 and -, and starts with a letter."
#   }
#   validation {
#     condition = alltrue([
#       for service in var.services : service.port >= 1024 && service.port <= 65535 && floor(service.port) == service.port
#     ])
#     error_message = "A port is a whole number from 1024 to 65535."
#   }
#   validation {
#     condition     = length(distinct([for service in var.services : service.port])) == length(var.services)
#     error_message = "Each service has a port of its own."
#   }
#   validation {
#     condition = alltrue([
#       for service in var.services : service.replicas >= 1 && floor(service.replicas) == service.replicas
#     ])
#     error_message = "Replicas are a whole number of at least 1."
#   }
# }
#
# locals {
#   least = var.environment == "prod" ? 2 : 1
#   services = {
#     for key, service in var.services : key => {
#       name     = "late-${var.environment}-${key}"
#       port     = service.port
#       model    = service.model
#       replicas = max(local.least, service.replicas)
#     }
#   }
# }
#
# resource "terraform_data" "service" {
#   for_each = local.services
#   input    = each.value
# }
#
# output "urls" {
#   value = { for key, service in local.services : key => "http://127.0.0.1:${service.port}" }
# }
#
# output "names" {
#   value = sort([for service in local.services : service.name])
# }
