using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Experiments.History;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.History;

/// <summary>Says what undoing the last change of an experiment will do, and does it. Show it with an <c>@if</c>.</summary>
public sealed partial class UndoLastDialog
{
    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required int ExperimentId { get; set; }

    /// <summary>The last change, as it was when they were asked.</summary>
    [Parameter, EditorRequired]
    public required LastUndo Last { get; set; }

    /// <summary>Somebody else changed the experiment meanwhile.</summary>
    [Parameter, EditorRequired]
    public required EventCallback OnStale { get; set; }

    [Inject]
    public required UndoLast Undo { get; init; }

    private protected override async Task<IReadOnlyList<Error>> DoAsync()
        => (await Undo.RunAsync(new(Workspace.Access, Workspace.Environment.Id, ExperimentId, Last.Number), CancellationToken.None)).Errors;

    private protected override Task LookAgainAsync() => OnStale.InvokeAsync();
}
