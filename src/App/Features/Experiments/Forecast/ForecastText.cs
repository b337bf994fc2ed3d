using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.Core.Evaluation.Forecast;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;

namespace ExperimentAdmin.App.Features.Experiments.Forecast;

/// <summary>Says a forecast in sentences for <see cref="RichSentence"/>.</summary>
public static class ForecastText
{
    /// <summary>When it happens: "Nothing changes now: the experiment is paused. When it is resumed:".</summary>
    public static string When(RolloutForecast forecast)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        var isCompared = forecast.Change.Enrolled > 0;
        return forecast.Moment switch
        {
            ForecastMoment.Save => "As soon as this is saved:",
            ForecastMoment.Start => "Nothing changes for anybody now: the experiment was not started. When it starts:",
            ForecastMoment.Resume => "Nothing changes for anybody now: the experiment is paused. "
                + (isCompared ? "When it is resumed, compared with when it was paused:" : "When it is resumed:"),
            ForecastMoment.SwitchOn => "Nothing changes for anybody now: the rollout is switched off. "
                + (isCompared ? "When it is switched on, compared with when people had it last:" : "When it is switched on:"),
        };
    }

    /// <summary>What happens to whom, those who are enrolled first.</summary>
    public static IEnumerable<string> Effects(RolloutForecast forecast, IReadOnlyList<Arm> arms)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        var change = forecast.Change;
        var whom = Enrolled(forecast.Moment);
        if (change.Enrolled == 0)
        {
            yield return $"Nobody {(forecast.Moment is ForecastMoment.Save ? "is" : "was")} enrolled, so nobody switches or leaves.";
        }
        else
        {
            yield return $"{DisplayText.Share(change.Kept, change.Enrolled)} of {whom} keep their arm{(change.Switched == 0 ? ": nobody switches" : string.Empty)}.";
        }

        if (change.Switched > 0)
        {
            yield return $"{DisplayText.Share(change.Switched, change.Enrolled)} of {whom} switch arms: "
                + $"{DisplayText.List([.. change.Flows.Where(flow => flow.Switches).Select(flow
                    => $"{DisplayText.Share(flow.Count, change.Enrolled)} from {Name(arms, flow.From)} to {Name(arms, flow.To)}")])}.";
        }

        if (change.Left > 0)
        {
            yield return $"{DisplayText.Share(change.Left, change.Enrolled)} of {whom} leave and get the environment default.";
        }

        yield return change.Entered == 0 ? "Nobody newly enters."
            : $"{DisplayText.Share(change.Entered, AssignmentChange.Everyone)} of everyone newly enter: "
                + $"{DisplayText.List([.. change.Flows.Where(flow => flow.Enters).Select(flow
                    => $"{DisplayText.Share(flow.Count, AssignmentChange.Everyone)} get {Name(arms, flow.To)}")])}.";
    }

    /// <summary>Who switches, arm by arm: "20 % of those with `big` get control instead: 10 % of those enrolled today."</summary>
    public static IEnumerable<string> Switches(RolloutForecast forecast, IReadOnlyList<Arm> arms)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        var change = forecast.Change;
        return change.Flows.Where(flow => flow.Switches).Select(flow =>
        {
            var had = change.Flows.Where(other => other.From == flow.From).Sum(other => other.Count);
            return $"{DisplayText.Share(flow.Count, had, DisplayText.HashGrain * change.Enrolled / had)} of those with {Name(arms, flow.From)} get {Name(arms, flow.To)} instead: "
                + $"{DisplayText.Share(flow.Count, change.Enrolled)} of {Enrolled(forecast.Moment)}.";
        });
    }

    /// <summary>An arm of a flow in a sentence.</summary>
    public static string Name(IReadOnlyList<Arm> arms, int arm)
    {
        ArgumentNullException.ThrowIfNull(arms);
        return arm == RolloutAssignment.Outside ? "outside" : arms[arm].IsControl ? "control" : DisplayText.Code(arms[arm].Key);
    }

    private static string Enrolled(ForecastMoment moment) => moment switch
    {
        ForecastMoment.Save => "those enrolled today",
        ForecastMoment.Start => "those enrolled",
        ForecastMoment.Resume => "those enrolled before the pause",
        ForecastMoment.SwitchOn => "those enrolled before",
    };
}
