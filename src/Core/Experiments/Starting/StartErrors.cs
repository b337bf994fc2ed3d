namespace ExperimentAdmin.Core.Experiments.Starting;

/// <summary>Why an experiment is not started before somebody says that it should be anyway.</summary>
public static class StartErrors
{
    /// <summary>The code of the refusal.</summary>
    public const string Unmet = "start_unmet";

    internal static Error NotMet(string name, StartFacts facts) => new Error.Conflict(
        Unmet, $"{name} was not started: {string.Join(" ", facts.Unmet.Select(facts.Say))} Start it anyway, or mend that first.", "anyway")
    {
        Subject = string.Join(", ", facts.Unmet.Select(StartFacts.Word)),
    };
}
