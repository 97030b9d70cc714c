package command

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"github.com/penstock/penstock/apiserver/model"
)

// propertyGroups reads properties: group.key=value, or group:key=value where the group has a dot in it; the groups that mean something to
// Penstock are known with either.
func propertyGroups(flags []string) ([]model.PropertyGroup, error) {
	groups := map[string]map[string]string{}
	for _, flag := range flags {
		name, value, hasValue := strings.Cut(flag, "=")
		separator := "."
		if strings.Contains(name, ":") {
			separator = ":"
		}
		group, key, hasKey := strings.Cut(name, separator)
		for _, known := range dottedGroups {
			if rest, found := strings.CutPrefix(name, known+"."); found {
				group, key = known, rest
			}
		}
		if !hasValue || !hasKey || group == "" || key == "" {
			return nil, fmt.Errorf("--property %q is not group.key=value", flag)
		}
		if groups[group] == nil {
			groups[group] = map[string]string{}
		}
		groups[group][key] = value
	}
	var all []model.PropertyGroup
	for _, group := range slices.Sorted(maps.Keys(groups)) {
		all = append(all, model.PropertyGroup{PropertyGroupId: &group, PropertyMap: groups[group]})
	}
	return all, nil
}

// difference is the update that makes an application be as wanted, and what it changes in words; none where it is so already.
func (d *deployment) difference(detail *model.ApplicationDetail) (*model.UpdateApplicationRequest, []string) {
	in := &model.UpdateApplicationRequest{
		ApplicationName: &d.name, CurrentApplicationVersionId: detail.ApplicationVersionId,
		ApplicationConfigurationUpdate: &model.ApplicationConfigurationUpdate{},
	}
	if *detail.ApplicationStatus == model.ApplicationStatusRUNNING {
		run := d.restore.configuration()
		in.RunConfigurationUpdate = &model.RunConfigurationUpdate{
			ApplicationRestoreConfiguration: run.ApplicationRestoreConfiguration, FlinkRunConfiguration: run.FlinkRunConfiguration,
		}
	}
	update, now := in.ApplicationConfigurationUpdate, detail.ApplicationConfigurationDescription
	var changes []string
	if change := d.code.change(now); change != "" {
		update.ApplicationCodeConfigurationUpdate = d.code.update()
		changes = append(changes, change)
	}
	if d.runtime != "" && d.runtime != string(*detail.RuntimeEnvironment) {
		in.RuntimeEnvironmentUpdate = new(model.RuntimeEnvironment(d.runtime))
		changes = append(changes, fmt.Sprintf("runtime: %s → %s", *detail.RuntimeEnvironment, d.runtime))
	}
	if d.role != "" && (detail.ServiceExecutionRole == nil || d.role != *detail.ServiceExecutionRole) {
		in.ServiceExecutionRoleUpdate = &d.role
		changes = append(changes, "role: "+d.role)
	}
	if configured := configuredParallelism(now); d.given("parallelism") && d.parallelism != configured {
		update.FlinkApplicationConfigurationUpdate = &model.FlinkApplicationConfigurationUpdate{
			ParallelismConfigurationUpdate: &model.ParallelismConfigurationUpdate{
				ConfigurationTypeUpdate: new(model.ConfigurationTypeCUSTOM), ParallelismUpdate: &d.parallelism,
			},
		}
		changes = append(changes, fmt.Sprintf("parallelism: %d → %d", configured, d.parallelism))
	}
	if options := d.options.given(d.given); d.given("property") || len(options) > 0 || d.code.program != "" {
		groups := d.groups
		if !d.given("property") {
			groups = propertiesOf(now)
		}
		groups = withProgram(withOptions(groups, options), d.code.program)
		if differences := propertyChanges(now, groups); len(differences) > 0 {
			update.EnvironmentPropertyUpdates = &model.EnvironmentPropertyUpdates{PropertyGroups: groups}
			changes = append(changes, differences...)
		}
	}
	return in, changes
}

func configuredParallelism(d *model.ApplicationConfigurationDescription) int64 {
	if d == nil || d.FlinkApplicationConfigurationDescription == nil || d.FlinkApplicationConfigurationDescription.ParallelismConfigurationDescription == nil {
		return 0
	}
	if p := d.FlinkApplicationConfigurationDescription.ParallelismConfigurationDescription.Parallelism; p != nil {
		return *p
	}
	return 0
}

// propertiesOf are the runtime properties that an application has.
func propertiesOf(d *model.ApplicationConfigurationDescription) []model.PropertyGroup {
	if d == nil || d.EnvironmentPropertyDescriptions == nil {
		return nil
	}
	return d.EnvironmentPropertyDescriptions.PropertyGroupDescriptions
}

// propertyChanges tells which properties are new, different or gone.
func propertyChanges(d *model.ApplicationConfigurationDescription, wanted []model.PropertyGroup) []string {
	flat := func(groups []model.PropertyGroup) map[string]string {
		all := map[string]string{}
		for _, g := range groups {
			for key, v := range g.PropertyMap {
				all[*g.PropertyGroupId+"."+key] = v
			}
		}
		return all
	}
	before, after := flat(propertiesOf(d)), flat(wanted)
	all := maps.Clone(before)
	maps.Copy(all, after)
	var changes []string
	for _, name := range slices.Sorted(maps.Keys(all)) {
		was, had := before[name]
		is, has := after[name]
		switch {
		case !had:
			changes = append(changes, fmt.Sprintf("property %s: set to %q", name, is))
		case !has:
			changes = append(changes, fmt.Sprintf("property %s: removed", name))
		case was != is:
			changes = append(changes, fmt.Sprintf("property %s: %q → %q", name, was, is))
		}
	}
	return changes
}

// lineChange tells how many lines of a text are new and gone.
func lineChange(before, after string) string {
	added, removed := 0, 0
	for line := range strings.Lines(udiff.Unified("", "", before, after)) {
		switch {
		case strings.HasPrefix(line, "+++"), strings.HasPrefix(line, "---"):
		case strings.HasPrefix(line, "+"):
			added++
		case strings.HasPrefix(line, "-"):
			removed++
		}
	}
	return fmt.Sprintf("%s added, %d removed", count(added, "line"), removed)
}

// count is a number of things.
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
