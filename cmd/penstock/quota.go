package main

import "github.com/penstock/penstock/apiserver"

// quotaFlag is --quota, which may be given several times.
type quotaFlag struct{ quotas *apiserver.Quotas }

// Set changes one quota.
func (f quotaFlag) Set(text string) error {
	return f.quotas.Set(text)
}

// String is empty, for help: the defaults stand in the long text.
func (quotaFlag) String() string { return "" }

// Type is the name of the value in help.
func (quotaFlag) Type() string { return "name=value" }
