/* The options of `cisdocker check`, and of other commands that audit. */
#ifndef CLI_CHECK_OPTION_ROWS_H
#define CLI_CHECK_OPTION_ROWS_H

/* The numbers in check_options. */
enum check_option {
    ID_HOST = 1,
    ID_CONTEXT,
    ID_INSPECT,
    ID_ROOT,
    ID_RUN,
    ID_NAME,
    ID_IMAGE,
    ID_LABEL,
    ID_RUNNING,
    ID_NO_SERVICES,
    ID_PROFILE,
    ID_FAIL_ON,
    ID_EXIT_ZERO,
    ID_FORMAT,
    ID_OUTPUT,
    ID_PER_SUBJECT,
    ID_ASSET_HOST,
    ID_ASSET_FQDN,
    ID_ASSET_IP,
    ID_ASSET_FACT,
    ID_QUIET,
    ID_VERBOSE,
    ID_COLOR,
    ID_PROGRESS,
    ID_TIMEOUT,
    ID_TIME_LIMIT,
    ID_CONNECTIONS,
    ID_TLS_VERIFY,
    ID_TLS_AUTHORITY,
    ID_TLS_CERTIFICATE,
    ID_TLS_KEY,
    ID_COMPOSE,
    ID_ENV_FILE,
    ID_COMPOSE_PROFILE,
    ID_PROJECT_DIRECTORY,
    ID_STACK,
    ID_KERNEL,
    ID_POLICY,
    ID_TRUST_LABEL,
    ID_LEAST,
    ID_IN_PLACE,
    ID_BASELINE,
    CHECK_OPTIONS
};

#endif
