using ExperimentAdmin.Core.Flags.Features.Reads;
using ExperimentAdmin.Core.Flags.States.Reads;
using ExperimentAdmin.Core.Flags.Versions;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Flags.Versions;

/// <summary>One version of a flag with all that it serves, or what changed from another version to it.</summary>
public sealed partial class VersionCard
{
    [Parameter, EditorRequired]
    public required FlagVersionView Version { get; set; }

    /// <summary>The version to compare with; null shows the one version.</summary>
    [Parameter, EditorRequired]
    public required FlagVersionView? Before { get; set; }

    /// <summary>The flag's variants today, in ordinal order.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<VariantView> Variants { get; set; }

    /// <summary>The rollout of the experiment that holds the flag today; null without one.</summary>
    [Parameter, EditorRequired]
    public required RolloutOverrideView? Rollout { get; set; }

    /// <summary>The address without an open version.</summary>
    [Parameter, EditorRequired]
    public required string CloseHref { get; set; }

    private string Title => Before is null
        ? $"Version {Version.Item.Number}"
        : $"What changed from version {Before.Item.Number} to {Version.Item.Number}";

    private string Intro => $"{Version.Item.PublishedBy}: {Version.Item.Summary ?? "created with the flag"}";

    // Of the live version all but a rollout of an experiment that does not run.
    private bool IsServed(VersionScope scope, FlagVersionView version) => version.Item.IsLive
        && (!scope.IsRollout || (Rollout is { } held && held.Experiment.SegmentId == scope.SegmentId && FlagPageText.IsServed(held)));

    // Variants that are deleted today were there then; they come last, so that the others keep their colours.
    private IReadOnlyList<VariantView> Known(VersionScope scope) =>
    [
        .. Variants,
        .. scope.State.Shares.Where(share => Variants.All(variant => variant.Id != share.VariantId))
            .Select(share => new VariantView(share.VariantId, share.Key, string.Empty, int.MaxValue, IsArchived: true)),
    ];
}
