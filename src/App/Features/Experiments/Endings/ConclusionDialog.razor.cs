using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.Core.Experiments.Endings;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Endings;

/// <summary>Says or corrects what was learned of a completed experiment. Show it with an <c>@if</c>.</summary>
public sealed partial class ConclusionDialog
{
    private Conclusion? _conclusion;
    private string? _note;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required int ExperimentId { get; set; }

    [Parameter, EditorRequired]
    public required string Name { get; set; }

    /// <summary>The revision of the experiment that is shown.</summary>
    [Parameter, EditorRequired]
    public required int Revision { get; set; }

    [Parameter, EditorRequired]
    public required ExperimentOutcome Outcome { get; set; }

    /// <summary>Somebody else changed the experiment meanwhile.</summary>
    [Parameter, EditorRequired]
    public required EventCallback OnStale { get; set; }

    [Inject]
    public required ConcludeExperiment Conclude { get; init; }

    private FormErrors Refused => new(Errors);

    private protected override bool ChangesNothing => _conclusion == Outcome.Conclusion && (_note ?? string.Empty).Trim() == Outcome.Note;

    private protected override string Done => "The conclusion was saved.";

    protected override void OnInitialized() => (_conclusion, _note) = (Outcome.Conclusion, Outcome.Note);

    private protected override async Task<IReadOnlyList<Error>> DoAsync()
        => (await Conclude.RunAsync(
            new(Workspace.Access, Workspace.Environment.Id, ExperimentId, _conclusion, _note ?? string.Empty, Revision), CancellationToken.None)).Errors;

    private protected override Task LookAgainAsync() => OnStale.InvokeAsync();
}
