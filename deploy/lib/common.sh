# What deploy/up and deploy/down share. Sourced, with $root set.

refuse() { # exit code, sentence
    printf '%s\n' "$2" >&2
    exit "$1"
}

absolute() {
    case $1 in
        /*) printf '%s' "$1" ;;
        *) printf '%s' "$PWD/$1" ;;
    esac
}

# Sets JAVA_HOME to a JDK 25. The default java of a machine is often an older one.
find_jdk() {
    local candidate
    local candidates=()
    [ -n "${JAVA_HOME:-}" ] && candidates+=("$JAVA_HOME")
    if command -v java >/dev/null 2>&1; then
        candidate=$(command -v java)
        candidate=$(readlink -f "$candidate" 2>/dev/null || printf '%s' "$candidate")
        candidates+=("${candidate%/bin/java}")
    fi
    candidates+=(
        /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/hostedtoolcache/Java_Temurin-Hotspot_jdk/*/x64
        "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.asdf/installs/java/* "$HOME"/.local/share/mise/installs/java/*
        /Library/Java/JavaVirtualMachines/*/Contents/Home
    )
    for candidate in "${candidates[@]}"; do
        if [ -x "$candidate/bin/javac" ] && [ -f "$candidate/release" ] \
            && grep -q '^JAVA_VERSION="25[."]' "$candidate/release"; then
            export JAVA_HOME=$candidate
            return
        fi
    done
    refuse 10 "No JDK 25 was found; install one (for example Eclipse Temurin 25) or set JAVA_HOME to it."
}

require_space() { # folder (or one to be), megabytes, what for
    local folder=$1 free
    while [ ! -d "$folder" ]; do folder=$(dirname "$folder"); done
    free=$(df -Pk "$folder" | awk 'NR == 2 { print int($4 / 1024) }')
    [ "$free" -ge "$2" ] || refuse 12 "The disk has $free MB free where $3 needs $2 MB."
}

launcher_jar() {
    local jar
    for jar in "$root"/deploy/launcher/target/launcher-[0-9]*.jar; do
        case $jar in
            *-sources.jar | *-tests.jar) ;;
            *) [ -f "$jar" ] && printf '%s' "$jar" && return ;;
        esac
    done
    return 1
}

# Whether the launcher of this data folder lives. Only to save work: the launcher's own lock decides.
runs_on() { # data folder
    local pid start
    launcher_jar >/dev/null && [ -f "$1/run/launcher.pid" ] && read -r pid start <"$1/run/launcher.pid" || return 1
    if [ -d /proc/self ]; then
        [ "$(sed 's/.*) //' "/proc/$pid/stat" 2>/dev/null | cut -d ' ' -f 20)" = "${start##*:}" ]
    else
        kill -0 "$pid" 2>/dev/null
    fi
}

launch() { # command, suite folder, arguments
    local jar
    jar=$(launcher_jar) || refuse 15 "The launcher is not built."
    exec "$JAVA_HOME/bin/java" -Xmx48m -Xss512k -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
        -cp "$jar" vitrine.launcher.Launcher "$@"
}
