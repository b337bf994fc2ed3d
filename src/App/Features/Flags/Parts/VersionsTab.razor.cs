using ExperimentAdmin.App.Shell;
using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Flags.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Flags.Parts;

/// <summary>A flag's published versions: what each served, and what changed between two. The choice is in the address.</summary>
public sealed partial class VersionsTab : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly CancellationToken _token;
    private Page<FlagVersionItem>? _page;
    private FlagVersionView? _shown;
    private FlagVersionView? _with;

    public VersionsTab() => _token = _gone.Token;

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

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        try
        {
            _page = await Reads.ListAsync(
                Workspace.Access, Workspace.Environment.Id, View.FeatureId, new ListQuery { Page = Number }, _token);
            (_shown, _with) = (await FindAsync(Version), await FindAsync(With));
        }
        catch (OperationCanceledException) when (_token.IsCancellationRequested)
        {
            // Somebody went on meanwhile.
        }
    }

    private Task<FlagVersionView?> FindAsync(int? number) => number is { } wanted
        ? Reads.FindAsync(Workspace.Access, Workspace.Environment.Id, View.FeatureId, wanted, _token)
        : Task.FromResult<FlagVersionView?>(null);

    private string Address(int? version, int? with) => Navigation.GetUriWithQueryParameters(
        new Dictionary<string, object?>(StringComparer.Ordinal) { ["version"] = version, ["with"] = with });
}
