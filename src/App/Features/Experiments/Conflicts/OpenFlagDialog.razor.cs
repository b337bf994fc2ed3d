using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Experiments.Disturbances;
using ExperimentAdmin.Core.Experiments.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Conflicts;

/// <summary>Asks why the frozen flag of an experiment is opened to administrators. Show it with an <c>@if</c>.</summary>
public sealed partial class OpenFlagDialog
{
    private string? _reason;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required ExperimentView View { get; set; }

    [Inject]
    public required OpenFrozenFlag Opening { get; init; }

    private protected override string Done => "The flag is open to administrators.";

    private protected override async Task<IReadOnlyList<Error>> DoAsync()
        => (await Opening.RunAsync(new(Workspace.Access, Workspace.Environment.Id, View.Item.Id, _reason), CancellationToken.None)).Errors;
}
