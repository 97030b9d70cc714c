package apiserver

import (
	"context"
	"crypto/rand"
	"net/url"
	"time"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/store"
)

const (
	// dashboardUseWithin is how soon a URL of a dashboard has to be used for the first time.
	dashboardUseWithin = 3 * time.Minute
	// dashboardSession is how long it can be used from then on, where the request does not say.
	dashboardSession = 12 * time.Hour
)

// CreateApplicationPresignedUrl gives whoever has the URL a look at the dashboard of a running application.
func (s *Service) CreateApplicationPresignedUrl(ctx context.Context, in *model.CreateApplicationPresignedUrlRequest,
) (*model.CreateApplicationPresignedUrlResponse, error) {
	if err := s.refuseSQL(ctx, in.ApplicationName, string(lifecycle.RequestPresignedURL)); err != nil {
		return nil, err
	}
	if *in.UrlType != model.UrlTypeFLINK_DASHBOARD_URL {
		return nil, fault.InvalidArgument("UrlType %s is for notebooks; application %s has %s", *in.UrlType, *in.ApplicationName, model.UrlTypeFLINK_DASHBOARD_URL)
	}
	session := store.DashboardSession{Token: rand.Text(), Duration: dashboardSession, UseWithin: dashboardUseWithin}
	if d := in.SessionExpirationDurationInSeconds; d != nil {
		session.Duration = time.Duration(*d) * time.Second
	}
	id := IdentityFrom(ctx)
	at := url.URL{Scheme: "http", Host: id.Host, RawQuery: url.Values{dashboardToken: {session.Token}}.Encode()}
	if id.Secure {
		at.Scheme = "https"
	}
	err := s.locked(ctx, in.ApplicationName, func(tx *store.Tx, a *lifecycle.Application) error {
		if err := lifecycle.Allow(lifecycle.RequestPresignedURL, a.Name, a.Status()); err != nil {
			return err
		}
		at.Path = dashboardPath(a)
		session.ApplicationID = a.ID
		if err := tx.CreateDashboardSession(ctx, session); err != nil {
			return err
		}
		return audit(ctx, tx, string(lifecycle.RequestPresignedURL), a.Name, "", map[string]float64{"seconds": session.Duration.Seconds()})
	})
	if err != nil {
		return nil, err
	}
	return &model.CreateApplicationPresignedUrlResponse{AuthorizedUrl: new(at.String())}, nil
}
