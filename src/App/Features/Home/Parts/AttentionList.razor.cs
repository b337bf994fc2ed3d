using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Experiments.Reads;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ExperimentAdmin.App.Features.Home.Parts;

/// <summary>The experiments that somebody should look at, each with the reason and what to do.</summary>
public sealed partial class AttentionList
{
    private const int Few = 6;

    private bool _all;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    /// <summary>Most urgent first.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<AttentionItem> Items { get; set; }

    private IEnumerable<AttentionItem> Shown => _all || Items.Count == Few + 1 ? Items : Items.Take(Few);

    private static string Picture(AttentionReason reason) => reason switch
    {
        AttentionReason.Drifted => Icons.Material.Outlined.Build,
        AttentionReason.NobodyEnters => Icons.Material.Outlined.Warning,
        AttentionReason.NobodyAsks => Icons.Material.Outlined.CloudOff,
        AttentionReason.AtFull => Icons.Material.Outlined.Flag,
        AttentionReason.LongerThanPlanned => Icons.Material.Outlined.EventBusy,
        AttentionReason.EndedOpen => Icons.Material.Outlined.HelpOutline,
        AttentionReason.PausedLong => Icons.Material.Outlined.Pause,
        AttentionReason.NotStarted => Icons.Material.Outlined.Schedule,
    };

    private static string Begin(AttentionItem item) => item.Reason switch
    {
        AttentionReason.Drifted => "Parts of its rollout were removed by other means",
        AttentionReason.NobodyEnters => "Running, and nobody enters. Started ",
        AttentionReason.NobodyAsks when item.LastAsked is not null => "Running, and no application asked for its flag in 24 hours: last ",
        AttentionReason.NobodyAsks => "Running, and no application ever asked for its flag. Started ",
        AttentionReason.AtFull => "Everybody is in it since ",
        AttentionReason.LongerThanPlanned => "Running for longer than planned. Started ",
        AttentionReason.EndedOpen => "Ended without a conclusion ",
        AttentionReason.PausedLong => "Paused ",
        AttentionReason.NotStarted => "Created ",
    };

    private static string End(AttentionReason reason) => reason switch
    {
        AttentionReason.Drifted => ". Open it to repair the rollout.",
        AttentionReason.NobodyEnters => ". Raise the rollout or switch it on, or end the experiment.",
        AttentionReason.NobodyAsks => ".",
        AttentionReason.AtFull => ". End it and ship what did better.",
        AttentionReason.LongerThanPlanned => ". End it, or plan more days.",
        AttentionReason.EndedOpen => ". Say what was learned, or archive it.",
        AttentionReason.PausedLong => " and still holds its flag. Resume it, or end it.",
        AttentionReason.NotStarted => ", never started, and holds its flag. Start it, or delete it.",
    };
}
