package apiserver

import (
	"context"
	"maps"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/penstock/penstock/access"
	"github.com/penstock/penstock/access/policy"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/store"
)

// conditions tells the values of condition keys of one request. It implements policy.Context. The resource's tags are read when
// they are asked for; err is what that ended with, and then no decision counts.
type conditions struct {
	id          Identity
	requestTags map[string]string
	tagKeys     []string

	resourceTags func() (map[string]string, error)
	tags         map[string]string
	read         bool
	err          error
}

func (s *server) conditions(ctx context.Context, x *exchange, in any) *conditions {
	return newConditions(ctx, x.identity, in, s.ResourceTags)
}

// tagReader reads the tags of an application; one that does not exist has none.
type tagReader func(ctx context.Context, key store.ApplicationKey) (map[string]string, error)

func newConditions(ctx context.Context, id Identity, in any, read tagReader) *conditions {
	c := &conditions{id: id}
	switch r := in.(type) {
	case *model.CreateApplicationRequest:
		c.requestTags = tagMap(r.Tags)
	case *model.TagResourceRequest:
		c.requestTags = tagMap(r.Tags)
	case *model.UntagResourceRequest:
		c.tagKeys = r.TagKeys
	}
	if c.tagKeys == nil {
		c.tagKeys = slices.Sorted(maps.Keys(c.requestTags))
	}
	c.resourceTags = func() (map[string]string, error) {
		key, ok := applicationKey(id.Resource)
		if !ok || read == nil || key.AccountID != id.AccountID {
			return nil, nil
		}
		return read(ctx, key)
	}
	return c
}

func tagMap(tags []model.Tag) map[string]string {
	m := make(map[string]string, len(tags))
	for _, t := range tags {
		value := ""
		if t.Value != nil {
			value = *t.Value
		}
		m[*t.Key] = value
	}
	return m
}

// Values implements policy.Context.
func (c *conditions) Values(key string) []string {
	caller := c.id.Caller
	switch key {
	case "aws:sourceip":
		return some(c.id.SourceIP)
	case "aws:securetransport":
		return []string{strconv.FormatBool(c.id.Secure)}
	case "aws:useragent":
		return some(c.id.UserAgent)
	case "aws:currenttime":
		return []string{time.Now().UTC().Format(time.RFC3339)}
	case "aws:epochtime":
		return []string{strconv.FormatInt(time.Now().Unix(), 10)}
	case "aws:requestedregion":
		return some(c.id.Region)
	case "aws:resourceaccount":
		if parts := strings.SplitN(c.id.Resource, ":", 6); len(parts) == 6 {
			return some(parts[4])
		}
		return nil
	case "aws:tagkeys":
		return c.tagKeys
	}
	if tag, ok := strings.CutPrefix(key, policy.RequestTagPrefix); ok {
		return tagValue(c.requestTags, tag)
	}
	if tag, ok := strings.CutPrefix(key, policy.ResourceTagPrefix); ok {
		if !c.read {
			c.tags, c.err = c.resourceTags()
			c.read = true
		}
		return tagValue(c.tags, tag)
	}
	if caller == nil {
		return nil
	}
	switch key {
	case "aws:principalarn":
		return []string{caller.ARN()}
	case "aws:principalaccount":
		return []string{caller.AccountID}
	case "aws:principaltype":
		return []string{caller.Type()}
	case "aws:userid":
		return []string{caller.UserID()}
	case "aws:username":
		if caller.Kind == access.User {
			return []string{caller.Name}
		}
	case "aws:tokenissuetime":
		if !caller.Issued.IsZero() {
			return []string{caller.Issued.UTC().Format(time.RFC3339)}
		}
	case "aws:federatedprovider":
		return some(caller.Provider)
	}
	if claim, ok := strings.CutPrefix(key, policy.ClaimPrefix); ok {
		return caller.Claims[claim]
	}
	return nil
}

func some(value string) []string {
	if value == "" {
		return nil
	}
	return []string{value}
}

// tagValue finds a tag by its key, which as the name of a condition key is not case-sensitive. Where several differ in case only,
// the first in their order counts.
func tagValue(tags map[string]string, key string) []string {
	for _, k := range slices.Sorted(maps.Keys(tags)) {
		if strings.EqualFold(k, key) {
			return []string{tags[k]}
		}
	}
	return nil
}

// origin is where a request came from, and whether by TLS. What proxies say counts where they are trusted.
func (s *server) origin(r *http.Request) (ip string, secure bool) {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return "", r.TLS != nil
	}
	secure = r.TLS != nil
	address, err := netip.ParseAddr(host)
	if err != nil {
		return "", secure
	}
	if !s.trusts(address) {
		return address.Unmap().String(), secure
	}
	secure = secure || strings.EqualFold(r.Header.Get("X-Forwarded-Proto"), "https")
	// The last proxy adds the last address: what stands before the first one that is not trusted, anybody may have written.
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, hop := range slices.Backward(hops) {
		next, err := netip.ParseAddr(strings.TrimSpace(hop))
		if err != nil {
			break
		}
		address = next
		if !s.trusts(address) {
			break
		}
	}
	return address.Unmap().String(), secure
}

func (s *server) trusts(address netip.Addr) bool {
	return slices.ContainsFunc(s.TrustedProxies, func(p netip.Prefix) bool { return p.Contains(address.Unmap()) })
}
