using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Experiments.Domain;

namespace ExperimentAdmin.Core.Experiments.UseCases;

/// <summary>The rules of an experiment's name and hypothesis, the same for the wizard, the page and the API.</summary>
public static class ExperimentText
{
    /// <summary>The refusals of a name; empty when it will do.</summary>
    public static IEnumerable<Error> CheckName(string? name)
    {
        var length = name?.Trim().Length ?? 0;
        return length switch
        {
            0 => [ExperimentErrors.NameMissing()],
            > Experiment.NameMaxLength => [ExperimentErrors.NameTooLong(length)],
            _ => [],
        };
    }

    /// <summary>The refusals of a hypothesis; empty when it will do.</summary>
    public static IEnumerable<Error> CheckHypothesis(string? hypothesis)
    {
        var length = hypothesis?.Trim().Length ?? 0;
        return length switch
        {
            0 => [ExperimentErrors.HypothesisMissing()],
            > Experiment.HypothesisMaxLength => [ExperimentErrors.HypothesisTooLong(length)],
            _ => [],
        };
    }

    internal static string Search(string name, string flag) => $"{TextFold.Fold(name)}\n{TextFold.Fold(flag)}";
}
