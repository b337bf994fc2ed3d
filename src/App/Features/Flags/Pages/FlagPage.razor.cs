using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.App.Shell.Pages.Loading;
using ExperimentAdmin.App.Ui.Layout;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Flags.States.Reads;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Flags.Pages;

/// <summary>One flag in one environment. Its views are tabs in the address, and it follows what other people change.</summary>
public sealed partial class FlagPage
{
    private FlagView? _view;
    private bool _isMissing;

    [Parameter]
    public required string FeatureName { get; set; }

    [SupplyParameterFromQuery(Name = "tab")]
    public string? Tab { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    public string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public string? PageText { get; set; }

    [SupplyParameterFromQuery(Name = "version")]
    public string? VersionText { get; set; }

    [SupplyParameterFromQuery(Name = "with")]
    public string? WithText { get; set; }

    /// <summary>What is being edited of a view: an id, <c>new</c> or nothing. In the address, so that a reload keeps it.</summary>
    [SupplyParameterFromQuery]
    public string? Edit { get; set; }

    /// <summary>The id of the segment that a new override begins with.</summary>
    [SupplyParameterFromQuery(Name = "segment")]
    public string? SegmentText { get; set; }

    [Inject]
    public required FlagReads Reads { get; init; }

    protected override object Subject => (Workspace.Environment.Id, FeatureName);

    protected override object Asked => (Workspace, FeatureName);

    protected override Actor Viewer => Workspace.Access.Actor;

    private int Number => Paging.Number(PageText) ?? 1;

    private bool IsVersioned => Workspace.Environment.Versioning is Versioning.V2;

    private FlagTab Current => Choice.Of<FlagTab>(Tab) is { } tab && (tab is not FlagTab.Versions || IsVersioned)
        ? tab
        : FlagTab.Overview;

    protected override void Forget() => (_view, _isMissing) = (null, false);

    protected override bool Concerns(ChangeFeed.Committed change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return _view is { } view
            && (change.Concerns(AuditKey.Flag(Workspace.Environment.Id, view.FeatureId))
                || change.Concerns(AuditKey.Feature(view.FeatureId))
                || (view.Experiment is { } experiment && change.Concerns(AuditKey.Experiment(experiment.Id))));
    }

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var view = await Reads.FindAsync(Workspace.Access, Workspace.Environment.Id, FeatureName, cancellation);
        return () => (_view, _isMissing) = (view, view is null);
    }

    private void OpenForm(string? edit) => Navigation.NavigateTo(
        Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal) { ["edit"] = edit, ["segment"] = null }), replace: true);

    private IReadOnlyList<Tab> TabsOf(FlagView view) =>
    [
        Of(FlagTab.Overview, "Overview"),
        Of(FlagTab.Overrides, "Overrides", view.Overrides.Count + (view.Rollout is null ? 0 : 1)),
        Of(FlagTab.Identities, "Identities", view.IdentityOverrides),
        .. IsVersioned ? [Of(FlagTab.Versions, "Versions")] : Array.Empty<Tab>(),
        Of(FlagTab.Settings, "Settings"),
        Of(FlagTab.History, "History"),
    ];

    private Tab Of(FlagTab tab, string text, int? count = null) => new(text, Address(tab), tab == Current, count);

    private string Address(FlagTab tab) => Workspace.Href($"flags/{FeatureName}")
        + (tab is FlagTab.Overview ? string.Empty : $"?tab={tab.ToString().ToLowerInvariant()}");
}
