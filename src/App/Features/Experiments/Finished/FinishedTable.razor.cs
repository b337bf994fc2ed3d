using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.Core.Experiments.Endings;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Finished;

/// <summary>A page of finished experiments, each with what was learned and decided.</summary>
public sealed partial class FinishedTable
{
    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required Page<FinishedItem> Page { get; set; }

    /// <summary>The order that is shown, as <see cref="Ui.Lists.SortHeader"/> has it.</summary>
    [Parameter, EditorRequired]
    public required string Sort { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    private static string DecisionOf(FinishedItem item) => item.Outcome.Kind switch
    {
        EndingKind.Variant => $"{DisplayText.Code(item.Outcome.VariantKey!)} shipped to everybody",
        EndingKind.Control => "Control shipped to everybody",
        EndingKind.Restore => "Back to what was before",
    };
}
