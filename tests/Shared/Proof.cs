namespace ExperimentAdmin.Tests.Shared;

/// <summary>How often what takes long is tried: a few times in every run, in full by <c>./test.sh --proof</c>.</summary>
internal static class Proof
{
    public static bool IsInFull { get; } = Environment.GetEnvironmentVariable("TEST_PROOF") == "1";

    public static int Times(int few, int inFull) => IsInFull ? inFull : few;
}
