package apiserver_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/access"
	"github.com/penstock/penstock/access/audit"
	"github.com/penstock/penstock/access/authority"
	"github.com/penstock/penstock/access/oidc"
	"github.com/penstock/penstock/access/oidc/oidctest"
	"github.com/penstock/penstock/apiserver"
	"github.com/penstock/penstock/apiserver/client"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/apiserver/sigv4"
	"github.com/penstock/penstock/codestore/codestoretest"
	"github.com/penstock/penstock/kms/builtin"
	"github.com/penstock/penstock/kms/rootkey"
	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

// guarded is a server that decides who may do what, as the real one, with the root's client and an issuer of tokens.
type guarded struct {
	*testing.T

	store  *store.Store
	server *httptest.Server
	root   *client.Client
	issuer *oidctest.Issuer
	// rootKey is the installation's.
	rootKey *rootkey.Ring
}

// newGuarded starts one that serves a region and an account only where they are named.
func newGuarded(t *testing.T, change func(*apiserver.Config, *authority.Config)) *guarded {
	t.Helper()
	g := &guarded{T: t, store: storetest.Open(t), issuer: oidctest.New(t)}
	key, err := rootkey.OpenRing(t.Context(), rootkey.Source{Dir: t.TempDir()})
	require.NoError(t, err)
	g.rootKey = key
	keys := store.NewCredentials(g.store, key)
	_, _, err = keys.EnsureRoot(t.Context(), account, &store.Credential{AccessKeyID: "AKIDROOT", SecretAccessKey: "root's secret"})
	require.NoError(t, err)
	logger := slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn}))
	a := authority.Config{Store: g.store, Credentials: keys, Key: key, Logger: logger}
	tokens := oidc.New(oidc.Config{Issuer: g.issuer.URL, Audiences: []string{"penstock"}, Rules: []oidc.Rule{
		{Claim: "groups", Value: "viewers", Kind: access.Role, Name: "viewer"},
	}})
	recorder := audit.New(g.store, 0, logger)
	c := apiserver.Config{
		Verifier: &sigv4.Verifier{Service: "kinesisanalytics"}, Logger: logger, Contract: []byte("openapi: 3.0.3\n"),
		Ready: func(context.Context) error { return nil }, Region: region, ResourceTags: g.store.TagsOf, Audit: recorder,
	}
	if change != nil {
		change(&c, &a)
	}
	who := authority.New(a)
	c.Verifier.Lookup = who.Caller
	c.Sessions = &apiserver.Sessions{Authority: who, Tokens: tokens}
	c.Bearer = func(ctx context.Context, token string) (*access.Caller, error) {
		return who.Bearer(ctx, tokens, account, token)
	}
	service := apiserver.ServiceConfig{
		Store: g.store, Code: codestoretest.New(t, g.store), Validator: &validator{}, Objects: objects{}, Quotas: apiserver.DefaultQuotas(),
		Events: g.store.NewEventHub(logger), Access: &apiserver.Access{Authority: who, Credentials: keys, HomeAccount: account},
		RootKey: key,
	}
	if k := c.KeyService; k != nil {
		service.Keys = &apiserver.ApplicationKeys{New: builtin.Name, Authorities: map[string]apiserver.KeyAuthority{builtin.Name: apiserver.NewBuiltinKeys(k.Keys)}}
	}
	c.Handler = apiserver.NewService(service)
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { recorder.Run(ctx) })
	g.server = httptest.NewUnstartedServer(nil)
	g.server.Config = apiserver.HTTPServer(apiserver.New(c), logger)
	g.server.Start()
	t.Cleanup(func() {
		g.server.Close()
		cancel()
		running.Wait()
	})
	g.root = g.with("AKIDROOT", "root's secret", "", region)
	return g
}

// with is a client with an access key.
func (g *guarded) with(keyID, secret, token, region string) *client.Client {
	g.Helper()
	c, err := client.New(client.Config{
		Endpoint: g.server.URL, Region: region, HTTPClient: g.server.Client(), Credentials: credentials.NewStaticCredentialsProvider(keyID, secret, token),
	})
	require.NoError(g, err)
	return c
}

// user makes a user with policies of their own, and returns a client with a key of it.
func (g *guarded) user(name string, documents ...string) *client.Client {
	g.Helper()
	_, err := g.root.CreateUser(g.Context(), &model.CreateUserRequest{UserName: &name})
	require.NoError(g, err)
	for i, d := range documents {
		arn := d
		if d[0] == '{' {
			out, err := g.root.CreatePolicy(g.Context(), &model.CreatePolicyRequest{PolicyName: new(name + "-" + string(rune('a'+i))), PolicyDocument: &d})
			require.NoError(g, err)
			arn = *out.Policy.PolicyArn
		}
		_, err := g.root.AttachUserPolicy(g.Context(), &model.AttachUserPolicyRequest{UserName: &name, PolicyArn: &arn})
		require.NoError(g, err)
	}
	out, err := g.root.CreateAccessKey(g.Context(), &model.CreateAccessKeyRequest{UserName: &name})
	require.NoError(g, err)
	return g.with(*out.AccessKey.AccessKeyId, *out.AccessKey.SecretAccessKey, "", region)
}

// awsConfig is how AWS's own clients find the server, with a key.
func (g *guarded) awsConfig(keyID, secret, token string) aws.Config {
	return aws.Config{
		Region: region, BaseEndpoint: &g.server.URL, HTTPClient: g.server.Client(),
		Credentials: credentials.NewStaticCredentialsProvider(keyID, secret, token),
	}
}

// bearer sends a request of REST with a bearer token.
func (g *guarded) bearer(method, path, token string) answer {
	g.Helper()
	r, err := http.NewRequestWithContext(g.Context(), method, g.server.URL+path, nil)
	require.NoError(g, err)
	r.Header.Set("Authorization", "Bearer "+token)
	return send(g.T, g.server, r)
}

// one is a policy of one statement.
func one(effect, action, resource, condition string) string {
	if condition != "" {
		condition = `, "Condition": ` + condition
	}
	return `{"Version": "2012-10-17", "Statement": [{"Effect": "` + effect + `", "Action": "` + action + `", "Resource": "` + resource + `"` + condition + `}]}`
}

const application = "arn:aws:kinesisanalytics:" + region + ":" + account + ":application/"
