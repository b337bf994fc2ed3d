using System.Globalization;
using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.Core.Evaluation.Forecast;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Forecast;

/// <summary>What saving a rollout does to people: in words, as a picture and in exact figures.</summary>
public sealed partial class ForecastCard
{
    [Parameter, EditorRequired]
    public required RolloutForecast Of { get; set; }

    /// <summary>Control, then the variants in ordinal order.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<Arm> Arms { get; set; }

    /// <summary>What control gets from then on, when that changes for people who have it; for <see cref="RichSentence"/>.</summary>
    [Parameter]
    public string? NewControl { get; set; }

    private static string Exact(long count)
    {
        var percent = 100m * count / AssignmentChange.Everyone;
        return percent < 0.0001m ? "less than 0.0001 %" : $"{percent.ToString("0.####", CultureInfo.InvariantCulture)} %";
    }
}
