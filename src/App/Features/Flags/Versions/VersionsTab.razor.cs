using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Loading;
using ExperimentAdmin.Core.Flags.States.Reads;
using ExperimentAdmin.Core.Flags.Versions;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Flags.Versions;

/// <summary>A flag's published versions: what each served, and what changed between two. The choice is in the address.</summary>
public sealed partial class VersionsTab
{
    private Page<FlagVersionItem>? _page;
    private FlagVersionView? _shown;
    private FlagVersionView? _with;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required FlagView View { get; set; }

    [Parameter, EditorRequired]
    public required int Number { get; set; }

    /// <summary>The version that is opened, or null.</summary>
    [Parameter, EditorRequired]
    public required int? Version { get; set; }

    /// <summary>The version that it is compared with, or null.</summary>
    [Parameter, EditorRequired]
    public required int? With { get; set; }

    [Inject]
    public required FlagVersionReads Reads { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    protected override object Subject => (Workspace.Environment.Id, View.FeatureId);

    protected override object Asked => (Workspace, View, Number, Version, With);

    protected override void Forget() => (_page, _shown, _with) = (null, null, null);

    // Of another version than the address has nothing is shown, also not for as long as it is read.
    protected override void Given()
    {
        _shown = _shown?.Item.Number == Version ? _shown : null;
        _with = _with?.Item.Number == With ? _with : null;
    }

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var (version, with) = (Version, With);
        var page = await Reads.ListAsync(
            Workspace.Access, Workspace.Environment.Id, View.FeatureId, new ListQuery { Page = Number }, cancellation);
        var shown = await FindAsync(version, cancellation);
        var other = await FindAsync(with, cancellation);
        return () =>
        {
            if (!Navigation.LeavesPastTheEnd(page))
            {
                (_page, _shown, _with) = (page, shown, other);
            }
        };
    }

    private Task<FlagVersionView?> FindAsync(int? number, CancellationToken cancellation) => number is { } wanted
        ? Reads.FindAsync(Workspace.Access, Workspace.Environment.Id, View.FeatureId, wanted, cancellation)
        : Task.FromResult<FlagVersionView?>(null);

    private string Address(int? version, int? with) => Navigation.GetUriWithQueryParameters(
        new Dictionary<string, object?>(StringComparer.Ordinal) { ["version"] = version, ["with"] = with });
}
