using ExperimentAdmin.Core.Experiments.Endings;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ExperimentAdmin.App.Features.Experiments.Endings;

/// <summary>What was learned, as a picture and a word.</summary>
public sealed partial class ConclusionBadge
{
    /// <summary>Null while nobody said.</summary>
    [Parameter, EditorRequired]
    public required Conclusion? Of { get; set; }

    private string Picture => Of switch
    {
        Conclusion.Won => Icons.Material.Outlined.TrendingUp,
        Conclusion.Lost => Icons.Material.Outlined.TrendingDown,
        Conclusion.Inconclusive => Icons.Material.Outlined.DragHandle,
        Conclusion.Stopped => Icons.Material.Outlined.Block,
        null => Icons.Material.Outlined.HelpOutline,
    };
}
