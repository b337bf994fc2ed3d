using System.Globalization;
using ExperimentAdmin.App.Ui;
using ExperimentAdmin.Core.Experiments.Domain;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Parts;

/// <summary>Who notices a change of a rollout that is served, as shares of everyone.</summary>
public sealed partial class Forecast
{
    /// <summary>The rollout as it is, or null without one.</summary>
    [Parameter, EditorRequired]
    public required RolloutState? Before { get; set; }

    [Parameter, EditorRequired]
    public required RolloutDraft After { get; set; }

    /// <summary>Whether anybody gets the rollout now.</summary>
    [Parameter, EditorRequired]
    public required bool IsServed { get; set; }

    private RolloutForecast Change
    {
        get
        {
            var before = Before is null ? After with { Percentage = 0 } : RolloutDraft.Of(After.Arms, Before);
            return RolloutForecast.Of(before.Percentage, before.VariantSplit, After.Percentage, After.VariantSplit);
        }
    }

    private IReadOnlyList<(decimal Share, string Kind, string Text)> Parts
    {
        get
        {
            var change = Change;
            return
            [
                (change.Keep, "keep", "of everyone are in and keep their arm"),
                (change.Switch, "switch", "of everyone are in and change their arm"),
                (change.Enter, "enter", "of everyone enter now"),
                (change.Leave, "leave", "of everyone drop out and get the environment default"),
                (change.Outside, "outside", "of everyone are outside and stay there"),
            ];
        }
    }

    // Who keeps the arm control gets something else all the same.
    private string? NewControl => Before is { } before && before.ControlValue != After.ControlValue && before.ControlShare > 0
        ? $"Who is in and has control gets {Value(After.ControlValue)} from now, no longer {Value(before.ControlValue)}."
        : null;

    private static string Value(string? value) => value is null ? "no value" : Words.Code(value);

    private static string Width(decimal share) => share.ToString("0.####", CultureInfo.InvariantCulture);
}
