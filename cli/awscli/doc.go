// Package awscli is `penstock kinesisanalyticsv2`: the operations of the API with the AWS CLI's options, output, errors and exit
// codes, from the table that is generated of the contract, so that scripts written for the AWS CLI run with it.
//
// It follows version 2 of the AWS CLI, with these differences: without an endpoint it speaks to the local server, output never
// goes through a pager, and there are waiters (wait application-running), which the AWS CLI lacks for this service.
//
//	arguments.go   the command line, as options with values
//	parameters.go  values of options, as members of the request: JSON, short notation, files
//	check.go       what can be said of a request before it is sent
//	call.go        requests, pages, answers
//	skeleton.go    --generate-cli-skeleton
//	wait.go        waiters
//	failure.go     errors and exit codes
package awscli
