package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"net/url"
	"slices"
	"time"

	"github.com/spf13/pflag"
	"github.com/tink-crypto/tink-go/v2/tink"

	"github.com/penstock/penstock/access"
	"github.com/penstock/penstock/access/audit"
	"github.com/penstock/penstock/access/authority"
	"github.com/penstock/penstock/access/oidc"
	"github.com/penstock/penstock/apiserver"
	"github.com/penstock/penstock/apiserver/sigv4"
	"github.com/penstock/penstock/store"
)

// defaultAuditRetention is how long entries of the audit log are kept unless the operator says otherwise.
const defaultAuditRetention = 90 * 24 * time.Hour

// accessOptions are the flags of serve about who may do what.
type accessOptions struct {
	regions        []string
	accounts       []string
	oidcIssuer     string
	oidcAudiences  []string
	oidcMap        []string
	auditRetention time.Duration
	trustedProxies []string
}

func (o *accessOptions) register(f *pflag.FlagSet) {
	f.StringSliceVar(&o.regions, "regions", nil, "the regions that requests may be signed for, separated by commas (default any)")
	f.StringSliceVar(&o.accounts, "accounts", nil, "the accounts that are served, separated by commas (default all)")
	f.StringVar(&o.oidcIssuer, "oidc-issuer", "", "the URL of the OpenID Connect issuer whose tokens are believed")
	f.StringSliceVar(&o.oidcAudiences, "oidc-audience", nil, "whom tokens must be for; one of several, separated by commas")
	f.StringArrayVar(&o.oidcMap, "oidc-map", nil, "whom bearer tokens stand for, as CLAIM=VALUE:role/NAME or CLAIM=VALUE:user/NAME; may be given several times, the first that fits counts")
	f.DurationVar(&o.auditRetention, "audit-retention", defaultAuditRetention, "for how long the audit log is kept; 0 keeps it forever")
	f.StringSliceVar(&o.trustedProxies, "trusted-proxies", nil, "the networks of proxies whose X-Forwarded-For and X-Forwarded-Proto are believed, such as 10.0.0.0/8")
}

// check also sees that the server's own account and region are among those it serves.
func (o *accessOptions) check(accountID, region string) error {
	for _, name := range o.regions {
		if !regionPattern.MatchString(name) {
			return fmt.Errorf("--regions: %q is not the name of a region", name)
		}
	}
	if len(o.regions) > 0 && !slices.Contains(o.regions, region) {
		return fmt.Errorf("--regions leaves out the default region %s; --region names another", region)
	}
	for _, id := range o.accounts {
		if !access.ValidAccount(id) {
			return fmt.Errorf("--accounts: %q is not 12 digits", id)
		}
	}
	if len(o.accounts) > 0 && !slices.Contains(o.accounts, accountID) {
		return fmt.Errorf("--accounts leaves out the server's own account %s; --account-id names another", accountID)
	}
	if o.auditRetention < 0 {
		return errors.New("--audit-retention must not be negative")
	}
	if _, err := o.proxies(); err != nil {
		return err
	}
	_, err := o.tokens()
	return err
}

func (o *accessOptions) proxies() ([]netip.Prefix, error) {
	var all []netip.Prefix
	for _, text := range o.trustedProxies {
		network, err := netip.ParsePrefix(text)
		if err != nil {
			return nil, fmt.Errorf("--trusted-proxies: %w", err)
		}
		all = append(all, network.Masked())
	}
	return all, nil
}

// tokens is the verifier of the issuer's tokens, or nil without an issuer.
func (o *accessOptions) tokens() (*oidc.Verifier, error) {
	if o.oidcIssuer == "" {
		if len(o.oidcAudiences) > 0 || len(o.oidcMap) > 0 {
			return nil, errors.New("--oidc-audience and --oidc-map need --oidc-issuer")
		}
		return nil, nil //nolint:nilnil // none is no error
	}
	issuer, err := url.Parse(o.oidcIssuer)
	if err != nil || issuer.Scheme != "https" && issuer.Scheme != "http" || issuer.Host == "" {
		return nil, fmt.Errorf("--oidc-issuer %q is not the URL of an issuer", o.oidcIssuer)
	}
	if len(o.oidcAudiences) == 0 {
		return nil, errors.New("--oidc-issuer needs --oidc-audience: a token for somebody else must not open this server")
	}
	c := oidc.Config{Issuer: o.oidcIssuer, Audiences: o.oidcAudiences}
	for _, text := range o.oidcMap {
		rule, err := oidc.ParseRule(text)
		if err != nil {
			return nil, fmt.Errorf("--oidc-map: %w", err)
		}
		c.Rules = append(c.Rules, rule)
	}
	return oidc.New(c), nil
}

// makeAccess completes the configurations of the API with who may do what.
func (cp *controlPlane) makeAccess(
	o serveOptions, credentials *store.Credentials, key tink.AEAD, logger *slog.Logger, api *apiserver.Config, service *apiserver.ServiceConfig,
) error {
	tokens, err := o.access.tokens()
	if err != nil {
		return err
	}
	if api.TrustedProxies, err = o.access.proxies(); err != nil {
		return err
	}
	who := authority.New(authority.Config{Store: cp.store, Now: cp.store.Now, Credentials: credentials, Key: key, Accounts: o.access.accounts, Logger: logger})
	recorder := audit.New(cp.store, o.access.auditRetention, logger)
	cp.background = append(cp.background, who.Run, recorder.Run)
	api.Verifier = &sigv4.Verifier{Service: access.ServiceAnalytics, Regions: o.access.regions, Lookup: who.Caller}
	api.Region, api.Audit, api.ResourceTags = o.region, recorder, cp.store.TagsOf
	api.Sessions = &apiserver.Sessions{Authority: who, Tokens: tokens}
	if tokens != nil {
		api.Bearer = func(ctx context.Context, token string) (*access.Caller, error) {
			return who.Bearer(ctx, tokens, o.accountID, token)
		}
	}
	service.Access = &apiserver.Access{
		Authority: who, Credentials: credentials, HomeAccount: o.accountID,
	}
	return nil
}
