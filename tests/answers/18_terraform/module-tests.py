# %% right: a table of runs, each a real apply
# run "dev_none" {
#   command = apply
#   variables {
#     environment = "dev"
#     peak_rps    = 0
#   }
#   assert {
#     condition     = output.replicas == 1
#     error_message = "expected 1 replicas"
#   }
#   assert {
#     condition     = output.memory_mb == 256
#     error_message = "expected 256 MB"
#   }
# }
#
# run "dev_fifty" {
#   command = apply
#   variables {
#     environment = "dev"
#     peak_rps    = 50
#   }
#   assert {
#     condition     = output.replicas == 1
#     error_message = "expected 1 replicas"
#   }
#   assert {
#     condition     = output.memory_mb == 256
#     error_message = "expected 256 MB"
#   }
# }
#
# run "dev_more" {
#   command = apply
#   variables {
#     environment = "dev"
#     peak_rps    = 51
#   }
#   assert {
#     condition     = output.replicas == 2
#     error_message = "expected 2 replicas"
#   }
#   assert {
#     condition     = output.memory_mb == 256
#     error_message = "expected 256 MB"
#   }
# }
#
# run "staging_none" {
#   command = apply
#   variables {
#     environment = "staging"
#     peak_rps    = 0
#   }
#   assert {
#     condition     = output.replicas == 1
#     error_message = "expected 1 replicas"
#   }
#   assert {
#     condition     = output.memory_mb == 512
#     error_message = "expected 512 MB"
#   }
# }
#
# run "staging_top" {
#   command = apply
#   variables {
#     environment = "staging"
#     peak_rps    = 1000
#   }
#   assert {
#     condition     = output.replicas == 20
#     error_message = "expected 20 replicas"
#   }
#   assert {
#     condition     = output.memory_mb == 512
#     error_message = "expected 512 MB"
#   }
# }
#
# run "prod_none" {
#   command = apply
#   variables {
#     environment = "prod"
#     peak_rps    = 0
#   }
#   assert {
#     condition     = output.replicas == 2
#     error_message = "expected 2 replicas"
#   }
#   assert {
#     condition     = output.memory_mb == 512
#     error_message = "expected 512 MB"
#   }
# }
#
# run "prod_hundred" {
#   command = apply
#   variables {
#     environment = "prod"
#     peak_rps    = 100
#   }
#   assert {
#     condition     = output.replicas == 2
#     error_message = "expected 2 replicas"
#   }
#   assert {
#     condition     = output.memory_mb == 512
#     error_message = "expected 512 MB"
#   }
# }
#
# run "prod_more" {
#   command = apply
#   variables {
#     environment = "prod"
#     peak_rps    = 100.5
#   }
#   assert {
#     condition     = output.replicas == 3
#     error_message = "expected 3 replicas"
#   }
#   assert {
#     condition     = output.memory_mb == 512
#     error_message = "expected 512 MB"
#   }
# }
#
# run "not_test" {
#   command = plan
#   variables {
#     environment = "test"
#     peak_rps    = 10
#   }
#   expect_failures = [var.environment]
# }
#
# run "not_negative" {
#   command = plan
#   variables {
#     environment = "dev"
#     peak_rps    = -1
#   }
#   expect_failures = [var.peak_rps]
# }
#
# run "not_slightly_negative" {
#   command = plan
#   variables {
#     environment = "prod"
#     peak_rps    = -0.5
#   }
#   expect_failures = [var.peak_rps]
# }
#
# run "not_1001" {
#   command = plan
#   variables {
#     environment = "staging"
#     peak_rps    = 1001
#   }
#   expect_failures = [var.peak_rps]
# }

# %% right: few runs, conditions against a formula
# variables {
#   environment = "staging"
#   peak_rps    = 75
# }
#
# run "staging" {
#   command = plan
#   assert {
#     condition     = output.replicas == max(1, ceil(var.peak_rps / 50)) && output.memory_mb == 512
#     error_message = "staging"
#   }
# }
#
# run "dev_without_requests" {
#   command = plan
#   variables {
#     environment = "dev"
#     peak_rps    = 0
#   }
#   assert {
#     condition     = output.replicas == 1 && output.memory_mb == 256
#     error_message = "dev without requests"
#   }
# }
#
# run "dev_at_a_multiple" {
#   command = plan
#   variables {
#     environment = "dev"
#     peak_rps    = 150
#   }
#   assert {
#     condition     = output.replicas == 3
#     error_message = "dev at a multiple"
#   }
# }
#
# run "staging_without_requests" {
#   command = plan
#   variables { peak_rps = 0 }
#   assert {
#     condition     = output.replicas == 1
#     error_message = "staging without requests"
#   }
# }
#
# run "prod_without_requests" {
#   command = plan
#   variables {
#     environment = "prod"
#     peak_rps    = 0
#   }
#   assert {
#     condition     = output.replicas == 2 && output.memory_mb == 512
#     error_message = "prod without requests"
#   }
# }
#
# run "prod_at_its_most" {
#   command = plan
#   variables {
#     environment = "prod"
#     peak_rps    = 1000
#   }
#   assert {
#     condition     = output.replicas == 20
#     error_message = "prod at its most"
#   }
# }
#
# run "no_environment" {
#   command = plan
#   variables { environment = "test" }
#   expect_failures = [var.environment]
# }
#
# run "too_many" {
#   command = plan
#   variables { peak_rps = 1000.5 }
#   expect_failures = [var.peak_rps]
# }
#
# run "too_few" {
#   command = plan
#   variables { peak_rps = -0.5 }
#   expect_failures = [var.peak_rps]
# }

# %% wrong: tests only what must be refused | message: rounds down
# run "not_test" {
#   command = plan
#   variables {
#     environment = "test"
#     peak_rps    = 10
#   }
#   expect_failures = [var.environment]
# }
#
# run "not_negative" {
#   command = plan
#   variables {
#     environment = "dev"
#     peak_rps    = -1
#   }
#   expect_failures = [var.peak_rps]
# }
#
# run "not_slightly_negative" {
#   command = plan
#   variables {
#     environment = "prod"
#     peak_rps    = -0.5
#   }
#   expect_failures = [var.peak_rps]
# }
#
# run "not_1001" {
#   command = plan
#   variables {
#     environment = "staging"
#     peak_rps    = 1001
#   }
#   expect_failures = [var.peak_rps]
# }

# %% wrong: tests only what must come out | message: accepts the environment test
# run "dev_none" {
#   command = plan
#   variables {
#     environment = "dev"
#     peak_rps    = 0
#   }
#   assert {
#     condition     = output.replicas == 1
#     error_message = "expected 1 replicas"
#   }
#   assert {
#     condition     = output.memory_mb == 256
#     error_message = "expected 256 MB"
#   }
# }
#
# run "dev_fifty" {
#   command = plan
#   variables {
#     environment = "dev"
#     peak_rps    = 50
#   }
#   assert {
#     condition     = output.replicas == 1
#     error_message = "expected 1 replicas"
#   }
#   assert {
#     condition     = output.memory_mb == 256
#     error_message = "expected 256 MB"
#   }
# }
#
# run "dev_more" {
#   command = plan
#   variables {
#     environment = "dev"
#     peak_rps    = 51
#   }
#   assert {
#     condition     = output.replicas == 2
#     error_message = "expected 2 replicas"
#   }
#   assert {
#     condition     = output.memory_mb == 256
#     error_message = "expected 256 MB"
#   }
# }
#
# run "staging_none" {
#   command = plan
#   variables {
#     environment = "staging"
#     peak_rps    = 0
#   }
#   assert {
#     condition     = output.replicas == 1
#     error_message = "expected 1 replicas"
#   }
#   assert {
#     condition     = output.memory_mb == 512
#     error_message = "expected 512 MB"
#   }
# }
#
# run "staging_top" {
#   command = plan
#   variables {
#     environment = "staging"
#     peak_rps    = 1000
#   }
#   assert {
#     condition     = output.replicas == 20
#     error_message = "expected 20 replicas"
#   }
#   assert {
#     condition     = output.memory_mb == 512
#     error_message = "expected 512 MB"
#   }
# }
#
# run "prod_none" {
#   command = plan
#   variables {
#     environment = "prod"
#     peak_rps    = 0
#   }
#   assert {
#     condition     = output.replicas == 2
#     error_message = "expected 2 replicas"
#   }
#   assert {
#     condition     = output.memory_mb == 512
#     error_message = "expected 512 MB"
#   }
# }
#
# run "prod_hundred" {
#   command = plan
#   variables {
#     environment = "prod"
#     peak_rps    = 100
#   }
#   assert {
#     condition     = output.replicas == 2
#     error_message = "expected 2 replicas"
#   }
#   assert {
#     condition     = output.memory_mb == 512
#     error_message = "expected 512 MB"
#   }
# }
#
# run "prod_more" {
#   command = plan
#   variables {
#     environment = "prod"
#     peak_rps    = 100.5
#   }
#   assert {
#     condition     = output.replicas == 3
#     error_message = "expected 3 replicas"
#   }
#   assert {
#     condition     = output.memory_mb == 512
#     error_message = "expected 512 MB"
#   }
# }

# %% wrong: never looks at memory in dev | message: gives dev 512 MB
# # The tests of the module capacity.
#
# variables {
#   environment = "dev"
#   peak_rps    = 101
# }
#
# run "rounds_up" {
#   command = plan
#   assert {
#     condition     = output.replicas == 3
#     error_message = "dev, 101: got ${output.replicas} of ${output.memory_mb} MB"
#   }
# }
#
# run "adds_none_at_a_multiple" {
#   command = plan
#   variables { peak_rps = 100 }
#   assert {
#     condition     = output.replicas == 2
#     error_message = "dev, 100: got ${output.replicas}"
#   }
# }
#
# run "has_one_at_least" {
#   command = plan
#   variables { peak_rps = 0 }
#   assert {
#     condition     = output.replicas == 1
#     error_message = "dev, 0: got ${output.replicas}"
#   }
# }
#
# run "staging_has_one_too" {
#   command = plan
#   variables {
#     environment = "staging"
#     peak_rps    = 50
#   }
#   assert {
#     condition     = output.replicas == 1 && output.memory_mb == 512
#     error_message = "staging, 50: got ${output.replicas} of ${output.memory_mb} MB"
#   }
# }
#
# run "prod_has_two_at_least" {
#   command = plan
#   variables {
#     environment = "prod"
#     peak_rps    = 0
#   }
#   assert {
#     condition     = output.replicas == 2 && output.memory_mb == 512
#     error_message = "prod, 0: got ${output.replicas} of ${output.memory_mb} MB"
#   }
# }
#
# run "prod_grows" {
#   command = plan
#   variables {
#     environment = "prod"
#     peak_rps    = 1000
#   }
#   assert {
#     condition     = output.replicas == 20
#     error_message = "prod, 1000: got ${output.replicas}"
#   }
# }
#
# run "refuses_another_environment" {
#   command = plan
#   variables { environment = "test" }
#   expect_failures = [var.environment]
# }
#
# run "refuses_less_than_none" {
#   command = plan
#   variables { peak_rps = -1 }
#   expect_failures = [var.peak_rps]
# }
#
# run "refuses_too_much" {
#   command = plan
#   variables { peak_rps = 1001 }
#   expect_failures = [var.peak_rps]
# }

# %% wrong: expects 100 requests to need three replicas | message: adds_none_at_a_multiple
# # The tests of the module capacity.
#
# variables {
#   environment = "dev"
#   peak_rps    = 101
# }
#
# run "rounds_up" {
#   command = plan
#   assert {
#     condition     = output.replicas == 3 && output.memory_mb == 256
#     error_message = "dev, 101: got ${output.replicas} of ${output.memory_mb} MB"
#   }
# }
#
# run "adds_none_at_a_multiple" {
#   command = plan
#   variables { peak_rps = 100 }
#   assert {
#     condition     = output.replicas == 3
#     error_message = "dev, 100: got ${output.replicas}"
#   }
# }
#
# run "has_one_at_least" {
#   command = plan
#   variables { peak_rps = 0 }
#   assert {
#     condition     = output.replicas == 1
#     error_message = "dev, 0: got ${output.replicas}"
#   }
# }
#
# run "staging_has_one_too" {
#   command = plan
#   variables {
#     environment = "staging"
#     peak_rps    = 50
#   }
#   assert {
#     condition     = output.replicas == 1 && output.memory_mb == 512
#     error_message = "staging, 50: got ${output.replicas} of ${output.memory_mb} MB"
#   }
# }
#
# run "prod_has_two_at_least" {
#   command = plan
#   variables {
#     environment = "prod"
#     peak_rps    = 0
#   }
#   assert {
#     condition     = output.replicas == 2 && output.memory_mb == 512
#     error_message = "prod, 0: got ${output.replicas} of ${output.memory_mb} MB"
#   }
# }
#
# run "prod_grows" {
#   command = plan
#   variables {
#     environment = "prod"
#     peak_rps    = 1000
#   }
#   assert {
#     condition     = output.replicas == 20
#     error_message = "prod, 1000: got ${output.replicas}"
#   }
# }
#
# run "refuses_another_environment" {
#   command = plan
#   variables { environment = "test" }
#   expect_failures = [var.environment]
# }
#
# run "refuses_less_than_none" {
#   command = plan
#   variables { peak_rps = -1 }
#   expect_failures = [var.peak_rps]
# }
#
# run "refuses_too_much" {
#   command = plan
#   variables { peak_rps = 1001 }
#   expect_failures = [var.peak_rps]
# }

# %% wrong: tests the rounding off the edge only, so that one too many at a multiple passes
# # The tests of the module capacity.
#
# variables {
#   environment = "dev"
#   peak_rps    = 101
# }
#
# run "rounds_up" {
#   command = plan
#   assert {
#     condition     = output.replicas == 3 && output.memory_mb == 256
#     error_message = "dev, 101: got ${output.replicas} of ${output.memory_mb} MB"
#   }
# }
#
# run "adds_none_at_a_multiple" {
#   command = plan
#   variables { peak_rps = 99 }
#   assert {
#     condition     = output.replicas == 2
#     error_message = "dev, 100: got ${output.replicas}"
#   }
# }
#
# run "has_one_at_least" {
#   command = plan
#   variables { peak_rps = 0 }
#   assert {
#     condition     = output.replicas == 1
#     error_message = "dev, 0: got ${output.replicas}"
#   }
# }
#
# run "staging_has_one_too" {
#   command = plan
#   variables {
#     environment = "staging"
#     peak_rps    = 49
#   }
#   assert {
#     condition     = output.replicas == 1 && output.memory_mb == 512
#     error_message = "staging, 50: got ${output.replicas} of ${output.memory_mb} MB"
#   }
# }
#
# run "prod_has_two_at_least" {
#   command = plan
#   variables {
#     environment = "prod"
#     peak_rps    = 0
#   }
#   assert {
#     condition     = output.replicas == 2 && output.memory_mb == 512
#     error_message = "prod, 0: got ${output.replicas} of ${output.memory_mb} MB"
#   }
# }
#
# run "prod_grows" {
#   command = plan
#   variables {
#     environment = "prod"
#     peak_rps    = 1000
#   }
#   assert {
#     condition     = output.replicas >= 20
#     error_message = "prod, 1000: got ${output.replicas}"
#   }
# }
#
# run "refuses_another_environment" {
#   command = plan
#   variables { environment = "test" }
#   expect_failures = [var.environment]
# }
#
# run "refuses_less_than_none" {
#   command = plan
#   variables { peak_rps = -1 }
#   expect_failures = [var.peak_rps]
# }
#
# run "refuses_too_much" {
#   command = plan
#   variables { peak_rps = 1001 }
#   expect_failures = [var.peak_rps]
# }

# %% wrong: tries nothing at the upper limit but far beyond it, so that a module that refuses 1000 passes
# # The tests of the module capacity.
#
# variables {
#   environment = "dev"
#   peak_rps    = 101
# }
#
# run "rounds_up" {
#   command = plan
#   assert {
#     condition     = output.replicas == 3 && output.memory_mb == 256
#     error_message = "dev, 101: got ${output.replicas} of ${output.memory_mb} MB"
#   }
# }
#
# run "adds_none_at_a_multiple" {
#   command = plan
#   variables { peak_rps = 100 }
#   assert {
#     condition     = output.replicas == 2
#     error_message = "dev, 100: got ${output.replicas}"
#   }
# }
#
# run "has_one_at_least" {
#   command = plan
#   variables { peak_rps = 0 }
#   assert {
#     condition     = output.replicas == 1
#     error_message = "dev, 0: got ${output.replicas}"
#   }
# }
#
# run "staging_has_one_too" {
#   command = plan
#   variables {
#     environment = "staging"
#     peak_rps    = 50
#   }
#   assert {
#     condition     = output.replicas == 1 && output.memory_mb == 512
#     error_message = "staging, 50: got ${output.replicas} of ${output.memory_mb} MB"
#   }
# }
#
# run "prod_has_two_at_least" {
#   command = plan
#   variables {
#     environment = "prod"
#     peak_rps    = 0
#   }
#   assert {
#     condition     = output.replicas == 2 && output.memory_mb == 512
#     error_message = "prod, 0: got ${output.replicas} of ${output.memory_mb} MB"
#   }
# }
#
# run "prod_grows" {
#   command = plan
#   variables {
#     environment = "prod"
#     peak_rps    = 999
#   }
#   assert {
#     condition     = output.replicas == 20
#     error_message = "prod, 1000: got ${output.replicas}"
#   }
# }
#
# run "refuses_another_environment" {
#   command = plan
#   variables { environment = "test" }
#   expect_failures = [var.environment]
# }
#
# run "refuses_less_than_none" {
#   command = plan
#   variables { peak_rps = -1 }
#   expect_failures = [var.peak_rps]
# }
#
# run "refuses_too_much" {
#   command = plan
#   variables { peak_rps = 1001 }
#   expect_failures = [var.peak_rps]
# }

# %% wrong: tests no growth in prod
# # The tests of the module capacity.
#
# variables {
#   environment = "dev"
#   peak_rps    = 101
# }
#
# run "rounds_up" {
#   command = plan
#   assert {
#     condition     = output.replicas == 3 && output.memory_mb == 256
#     error_message = "dev, 101: got ${output.replicas} of ${output.memory_mb} MB"
#   }
# }
#
# run "adds_none_at_a_multiple" {
#   command = plan
#   variables { peak_rps = 100 }
#   assert {
#     condition     = output.replicas == 2
#     error_message = "dev, 100: got ${output.replicas}"
#   }
# }
#
# run "has_one_at_least" {
#   command = plan
#   variables { peak_rps = 0 }
#   assert {
#     condition     = output.replicas == 1
#     error_message = "dev, 0: got ${output.replicas}"
#   }
# }
#
# run "staging_has_one_too" {
#   command = plan
#   variables {
#     environment = "staging"
#     peak_rps    = 50
#   }
#   assert {
#     condition     = output.replicas == 1 && output.memory_mb == 512
#     error_message = "staging, 50: got ${output.replicas} of ${output.memory_mb} MB"
#   }
# }
#
# run "prod_has_two_at_least" {
#   command = plan
#   variables {
#     environment = "prod"
#     peak_rps    = 0
#   }
#   assert {
#     condition     = output.replicas == 2 && output.memory_mb == 512
#     error_message = "prod, 0: got ${output.replicas} of ${output.memory_mb} MB"
#   }
# }
#
# run "staging_grows" {
#   command = plan
#   variables {
#     environment = "staging"
#     peak_rps    = 1000
#   }
#   assert {
#     condition     = output.replicas == 20
#     error_message = "prod, 1000: got ${output.replicas}"
#   }
# }
#
# run "refuses_another_environment" {
#   command = plan
#   variables { environment = "test" }
#   expect_failures = [var.environment]
# }
#
# run "refuses_less_than_none" {
#   command = plan
#   variables { peak_rps = -1 }
#   expect_failures = [var.peak_rps]
# }
#
# run "refuses_too_much" {
#   command = plan
#   variables { peak_rps = 1001 }
#   expect_failures = [var.peak_rps]
# }

# %% wrong: leaves staging out
# # The tests of the module capacity.
#
# variables {
#   environment = "dev"
#   peak_rps    = 101
# }
#
# run "rounds_up" {
#   command = plan
#   assert {
#     condition     = output.replicas == 3 && output.memory_mb == 256
#     error_message = "dev, 101: got ${output.replicas} of ${output.memory_mb} MB"
#   }
# }
#
# run "adds_none_at_a_multiple" {
#   command = plan
#   variables { peak_rps = 100 }
#   assert {
#     condition     = output.replicas == 2
#     error_message = "dev, 100: got ${output.replicas}"
#   }
# }
#
# run "has_one_at_least" {
#   command = plan
#   variables { peak_rps = 0 }
#   assert {
#     condition     = output.replicas == 1
#     error_message = "dev, 0: got ${output.replicas}"
#   }
# }
#
# run "staging_has_one_too" {
#   command = plan
#   variables {
#     environment = "dev"
#     peak_rps    = 50
#   }
#   assert {
#     condition     = output.replicas == 1
#     error_message = "staging, 50: got ${output.replicas} of ${output.memory_mb} MB"
#   }
# }
#
# run "prod_has_two_at_least" {
#   command = plan
#   variables {
#     environment = "prod"
#     peak_rps    = 0
#   }
#   assert {
#     condition     = output.replicas == 2 && output.memory_mb == 512
#     error_message = "prod, 0: got ${output.replicas} of ${output.memory_mb} MB"
#   }
# }
#
# run "prod_grows" {
#   command = plan
#   variables {
#     environment = "prod"
#     peak_rps    = 1000
#   }
#   assert {
#     condition     = output.replicas == 20
#     error_message = "prod, 1000: got ${output.replicas}"
#   }
# }
#
# run "refuses_another_environment" {
#   command = plan
#   variables { environment = "test" }
#   expect_failures = [var.environment]
# }
#
# run "refuses_less_than_none" {
#   command = plan
#   variables { peak_rps = -1 }
#   expect_failures = [var.peak_rps]
# }
#
# run "refuses_too_much" {
#   command = plan
#   variables { peak_rps = 1001 }
#   expect_failures = [var.peak_rps]
# }

# %% wrong: tries 2000 and never 1001
# # The tests of the module capacity.
#
# variables {
#   environment = "dev"
#   peak_rps    = 101
# }
#
# run "rounds_up" {
#   command = plan
#   assert {
#     condition     = output.replicas == 3 && output.memory_mb == 256
#     error_message = "dev, 101: got ${output.replicas} of ${output.memory_mb} MB"
#   }
# }
#
# run "adds_none_at_a_multiple" {
#   command = plan
#   variables { peak_rps = 100 }
#   assert {
#     condition     = output.replicas == 2
#     error_message = "dev, 100: got ${output.replicas}"
#   }
# }
#
# run "has_one_at_least" {
#   command = plan
#   variables { peak_rps = 0 }
#   assert {
#     condition     = output.replicas == 1
#     error_message = "dev, 0: got ${output.replicas}"
#   }
# }
#
# run "staging_has_one_too" {
#   command = plan
#   variables {
#     environment = "staging"
#     peak_rps    = 50
#   }
#   assert {
#     condition     = output.replicas == 1 && output.memory_mb == 512
#     error_message = "staging, 50: got ${output.replicas} of ${output.memory_mb} MB"
#   }
# }
#
# run "prod_has_two_at_least" {
#   command = plan
#   variables {
#     environment = "prod"
#     peak_rps    = 0
#   }
#   assert {
#     condition     = output.replicas == 2 && output.memory_mb == 512
#     error_message = "prod, 0: got ${output.replicas} of ${output.memory_mb} MB"
#   }
# }
#
# run "prod_grows" {
#   command = plan
#   variables {
#     environment = "prod"
#     peak_rps    = 1000
#   }
#   assert {
#     condition     = output.replicas == 20
#     error_message = "prod, 1000: got ${output.replicas}"
#   }
# }
#
# run "refuses_another_environment" {
#   command = plan
#   variables { environment = "test" }
#   expect_failures = [var.environment]
# }
#
# run "refuses_less_than_none" {
#   command = plan
#   variables { peak_rps = -1 }
#   expect_failures = [var.peak_rps]
# }
#
# run "refuses_too_much" {
#   command = plan
#   variables { peak_rps = 2000 }
#   expect_failures = [var.peak_rps]
# }

# %% right: tries a fraction of a request above the edge, too
# # The tests of the module capacity.
#
# variables {
#   environment = "dev"
#   peak_rps    = 101
# }
#
# run "rounds_up" {
#   command = plan
#   assert {
#     condition     = output.replicas == 3 && output.memory_mb == 256
#     error_message = "dev, 101: got ${output.replicas} of ${output.memory_mb} MB"
#   }
# }
#
# run "adds_none_at_a_multiple" {
#   command = plan
#   variables { peak_rps = 100 }
#   assert {
#     condition     = output.replicas == 2
#     error_message = "dev, 100: got ${output.replicas}"
#   }
# }
#
# run "has_one_at_least" {
#   command = plan
#   variables { peak_rps = 0 }
#   assert {
#     condition     = output.replicas == 1
#     error_message = "dev, 0: got ${output.replicas}"
#   }
# }
#
# run "staging_has_one_too" {
#   command = plan
#   variables {
#     environment = "staging"
#     peak_rps    = 50
#   }
#   assert {
#     condition     = output.replicas == 1 && output.memory_mb == 512
#     error_message = "staging, 50: got ${output.replicas} of ${output.memory_mb} MB"
#   }
# }
#
# run "prod_has_two_at_least" {
#   command = plan
#   variables {
#     environment = "prod"
#     peak_rps    = 0
#   }
#   assert {
#     condition     = output.replicas == 2 && output.memory_mb == 512
#     error_message = "prod, 0: got ${output.replicas} of ${output.memory_mb} MB"
#   }
# }
#
# run "prod_grows" {
#   command = plan
#   variables {
#     environment = "prod"
#     peak_rps    = 1000
#   }
#   assert {
#     condition     = output.replicas == 20
#     error_message = "prod, 1000: got ${output.replicas}"
#   }
# }
#
# run "counts_a_fraction" {
#   command = plan
#   variables { peak_rps = 50.0001 }
#   assert {
#     condition     = output.replicas == 2
#     error_message = "dev, 50.0001: got ${output.replicas}"
#   }
# }
#
# run "refuses_another_environment" {
#   command = plan
#   variables { environment = "test" }
#   expect_failures = [var.environment]
# }
#
# run "refuses_less_than_none" {
#   command = plan
#   variables { peak_rps = -1 }
#   expect_failures = [var.peak_rps]
# }
#
# run "refuses_too_much" {
#   command = plan
#   variables { peak_rps = 1001 }
#   expect_failures = [var.peak_rps]
# }
