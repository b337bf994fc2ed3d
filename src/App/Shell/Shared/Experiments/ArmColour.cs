namespace ExperimentAdmin.App.Shell.Shared.Experiments;

/// <summary>The colour of an arm, the same wherever the arm is shown.</summary>
public static class ArmColour
{
    private const int Variants = 7;

    /// <summary>The class that gives an arm its colour.</summary>
    /// <param name="index">0 for control, then the variants in their fixed order; colours repeat after the seventh.</param>
    public static string Class(int index) => $"arm-{(index == 0 ? 0 : 1 + ((index - 1) % Variants))}";
}
