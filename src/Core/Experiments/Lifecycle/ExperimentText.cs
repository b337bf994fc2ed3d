using ExperimentAdmin.Core.Common.Names;

namespace ExperimentAdmin.Core.Experiments.Lifecycle;

/// <summary>The rules of what is written about an experiment, the same for the wizard, the page and the API.</summary>
public static class ExperimentText
{
    /// <summary>The refusals of a name; empty when it will do.</summary>
    public static IEnumerable<Error> CheckName(string? name)
        => TextRules.Check(name, "name", Experiment.NameMaxLength, ExperimentErrors.NameTooLong, ExperimentErrors.NameMissing());

    /// <summary>The refusals of a name that is given for the first time; empty when it will do.</summary>
    public static IEnumerable<Error> CheckNewName(string? name) => CheckName(name).OrUnclear(name);

    /// <summary>The refusals of a hypothesis; empty when it will do.</summary>
    public static IEnumerable<Error> CheckHypothesis(string? hypothesis)
        => TextRules.Check(
            hypothesis, "hypothesis", Experiment.HypothesisMaxLength, ExperimentErrors.HypothesisTooLong, ExperimentErrors.HypothesisMissing());

    /// <summary>The refusals of a description; empty when it will do.</summary>
    public static IEnumerable<Error> CheckDescription(string? description)
        => TextRules.Check(description, "description", Experiment.DescriptionMaxLength, ExperimentErrors.DescriptionTooLong);

    /// <summary>The most days that can be planned.</summary>
    public const int MostPlannedDays = 3_650;

    /// <summary>The refusals of a number of days that an experiment is to run; empty when it will do. 0 is no plan.</summary>
    public static IEnumerable<Error> CheckPlan(int? days) => days is < 0 or > MostPlannedDays ? [ExperimentErrors.PlanOutOfRange()] : [];

    internal static int? Plan(int? days) => days is 0 ? null : days;

    internal static string Search(string name, string flag, IEnumerable<string> tags)
        => TagRules.Keep([TextFold.Fold(name), TextFold.Fold(flag), .. tags]);
}
