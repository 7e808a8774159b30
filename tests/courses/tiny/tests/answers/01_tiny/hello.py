# %% right: printf
# #!/usr/bin/env bash
# printf 'hello %s\n' "$1"

# %% right: cat with a here-document
# #!/usr/bin/env bash
# cat <<END
# hello $1
# END

# %% wrong: single quotes keep the dollar | message: first argument
# #!/usr/bin/env bash
# echo 'hello $1'

# %% wrong: the script's own name | message: first argument
# #!/usr/bin/env bash
# echo "hello $0"

# %% wrong: no new line at the end | message: first argument
# #!/usr/bin/env bash
# printf 'hello %s' "$1"

# %% wrong: unquoted, so that spaces collapse
# #!/usr/bin/env bash
# echo hello $1
