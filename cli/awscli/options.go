package awscli

import (
	"github.com/penstock/penstock/cli/contract"
	"github.com/penstock/penstock/cli/output"
)

// globalOptions are those of the AWS CLI, and --data-dir.
var globalOptions = []*option{
	{name: "debug", help: "Tell on standard error what is sent and answered; secrets are left out."},
	{name: "endpoint-url", arity: oneValue, help: "The URL of the server."},
	{name: "data-dir", arity: oneValue, help: "The data directory of a local server: its address and credentials are found there. Not of the AWS CLI."},
	{name: "no-verify-ssl", help: "Believe any certificate."},
	{name: "no-paginate", help: "Make one call only, for the first page."},
	{name: "output", arity: oneValue, choices: output.Formats, help: "The format of the output."},
	{name: "query", arity: oneValue, help: "A JMESPath expression that picks from the answer."},
	{name: "profile", arity: oneValue, help: "The profile of the AWS configuration."},
	{name: "region", arity: oneValue, help: "The region that applications are in."},
	{name: "version", help: "Tell the version of this program."},
	{name: "color", arity: oneValue, choices: []string{"on", "off", "auto"}, help: "Colour tables; auto does on a terminal."},
	{name: "no-sign-request", help: "Do not sign requests."},
	{name: "ca-bundle", arity: oneValue, help: "The certificates to believe, as a file in PEM."},
	{name: "cli-read-timeout", arity: oneValue, help: "Seconds to wait for an answer; 0 waits for ever, the default is 60."},
	{name: "cli-connect-timeout", arity: oneValue, help: "Seconds to wait for a connection; 0 waits for ever, the default is 60."},
	{name: "cli-binary-format", arity: oneValue, choices: []string{"base64", "raw-in-base64-out"}, help: "How binary values are given."},
	{name: "no-cli-pager", help: "Accepted; there is no pager."},
	{name: "cli-auto-prompt", help: "Accepted; nothing is asked.", hidden: true},
	{name: "no-cli-auto-prompt", help: "Accepted; nothing is asked.", hidden: true},
	{name: "cli-error-format", arity: oneValue, choices: []string{"legacy", "json", "yaml", "text", "table", "enhanced"}, help: "How errors are told."},
}

// operationOptions are the options of an operation: those of its request, then those that every operation has.
func operationOptions(op *contract.Operation) []*option {
	var all []*option
	for i := range op.Input.Members {
		all = append(all, memberOptions(op, &op.Input.Members[i])...)
	}
	all = append(all,
		&option{name: "cli-input-json", arity: oneValue, help: "The request in JSON, or file://path. Options go first."},
		&option{name: "cli-input-yaml", arity: oneValue, help: "The request in YAML, or file://path. Options go first."})
	if op.Pagination != nil {
		all = append(all,
			&option{name: "starting-token", arity: oneValue, help: "Where to go on: NextToken of an answer that --max-items cut off."},
			&option{name: "page-size", arity: oneValue, help: "How many items a call asks for; the output is the same."},
			&option{name: "max-items", arity: oneValue, help: "How many items the output has at most."})
	}
	return append(all, &option{
		name: "generate-cli-skeleton", arity: optionalValue, choices: []string{"input", "output", "yaml-input"},
		help: "Send nothing; print a request to fill in for --cli-input-json or --cli-input-yaml, or a sample of the answer.",
	})
}

// renamed are members whose option would be one of the program's.
var renamed = map[string]string{"AddApplicationOutput.Output": "application-output"}

// optionName is the option of a member of an operation's request.
func optionName(op *contract.Operation, m *contract.Member) string {
	if name, ok := renamed[op.Name+"."+m.Name]; ok {
		return name
	}
	return contract.OptionName(m.Name)
}

// memberOptions are the option of a member of the request; a boolean has two.
func memberOptions(op *contract.Operation, m *contract.Member) []*option {
	o := &option{name: optionName(op, m), arity: oneValue, member: m, required: m.Required}
	if p := op.Pagination; p != nil && (m.Name == p.Input || m.Name == p.Limit) {
		o.hidden = true // one pages by --max-items
	}
	switch m.Shape.Kind {
	case contract.Boolean:
		o.arity = noValue
		return []*option{o, {name: "no-" + o.name, member: m, negated: true}}
	case contract.List:
		o.arity = someValues
	}
	return []*option{o}
}
