package command

import "github.com/spf13/cobra"

// topics are pages of help that belong to no command.
func topics() []*cobra.Command {
	return []*cobra.Command{
		{
			Use:   "credentials",
			Short: "Where credentials and the address of the server come from",
			Long: `Where credentials and the address of the server come from

Every request is signed with an access key, as to AWS. "penstock serve" makes the first key at its first start, prints it once,
and keeps it with the server's address in its data directory:

  DIR/aws/credentials
  DIR/aws/config

A command looks for them, in this order:

  1. options: --endpoint-url, --region, --profile
  2. the data directory of --data-dir, or of the variable PENSTOCK_DATA_DIR
  3. AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_REGION,
     AWS_ENDPOINT_URL_KINESIS_ANALYTICS_V2 and AWS_ENDPOINT_URL
  4. ~/.aws/config and ~/.aws/credentials, with endpoint_url in a profile or its services section

A data directory counts as a whole: with one, the variables and files of 3 and 4 do not. Without an endpoint the server is
http://127.0.0.1:7070, never AWS; without a region it is us-east-1.

On the machine of the server, the shortest way is

  export PENSTOCK_DATA_DIR=/var/lib/penstock
  penstock apps

The AWS CLI and the SDKs use the same files with

  export AWS_SHARED_CREDENTIALS_FILE=DIR/aws/credentials AWS_CONFIG_FILE=DIR/aws/config`,
		},
		{
			Use:   "environment",
			Short: "Variables that commands look at",
			Long: `Variables that commands look at

  PENSTOCK_DATA_DIR                      data directory of a local server, instead of --data-dir
  PENSTOCK_ROOT_ACCESS_KEY_ID,
  PENSTOCK_ROOT_SECRET_ACCESS_KEY        the first credential of "penstock serve", at its first start
  AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_PROFILE, AWS_REGION,
  AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE, AWS_CA_BUNDLE, AWS_DEFAULT_OUTPUT,
  AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_KINESIS_ANALYTICS_V2
                                         as for the AWS CLI
  NO_COLOR                               no colours, whatever its value
  COLUMNS                                width of the terminal, where it is not what the terminal says`,
		},
		{
			Use:   "exit-codes",
			Short: "What the exit codes of commands mean",
			Long: `What the exit codes of commands mean

  0     done
  1     not done; standard error says why
  130   ended by Ctrl-C

"penstock kinesisanalyticsv2" has those of the AWS CLI instead:

  252   the command line or the parameters cannot be right
  253   there are no credentials
  254   the server refused
  255   everything else, such as a server that is not reached, or a waiter in vain`,
		},
	}
}
