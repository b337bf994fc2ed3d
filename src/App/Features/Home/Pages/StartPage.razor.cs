using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Frame.Navigation;
using ExperimentAdmin.App.Shell.Identity;
using ExperimentAdmin.Core.Workspace.Reads;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ExperimentAdmin.App.Features.Home.Pages;

/// <summary>Leads to the environment that somebody was in last, or to the first that they can see.</summary>
public sealed partial class StartPage
{
    private bool _isNowhere;

    [Inject]
    public required CurrentActor Current { get; init; }

    [Inject]
    public required WorkspaceReads Reads { get; init; }

    [Inject]
    public required LastLocation Last { get; init; }

    [Inject]
    public required ShellScript Script { get; init; }

    // It leads away from itself, wherever it came from.
    protected override object Subject => this;

    protected override object Asked => this;

    protected override void Forget() => _isNowhere = false;

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var places = await Reads.LocationsAsync(await Current.GetAsync(), cancellation);
        var open = places.SelectMany(place => place.Environments.Select(environment => (Project: place.Project.Slug, Environment: environment.Slug)))
            .ToList();
        var last = open.Count == 0 ? null : await Last.ReadAsync();
        return () =>
        {
            _isNowhere = open.Count == 0;
            if (!_isNowhere)
            {
                var (project, environment) = last is { } known && open.Contains(known) ? known : open[0];
                _ = LeadAsync($"{project}/{environment}");
            }
        };
    }

    private async Task LeadAsync(string address)
    {
        try
        {
            await Script.CallAsync("replaceAddress", address);
        }
        catch (JSException fault)
        {
            await DispatchExceptionAsync(fault);
        }
    }
}
