using ExperimentAdmin.Core.Workspace.Domain;

namespace ExperimentAdmin.App.Shell.Shared;

/// <summary>How the two kinds of environment are called.</summary>
internal static class VersioningText
{
    public const string Explanation =
        "With published versions (v2) every change makes a version that can be looked up later; edited in place (v1) keeps one. "
        + "An environment can go from v1 to v2 later, never back.";

    public static IReadOnlyList<(Versioning Value, string Text)> Options { get; } =
        [(Versioning.V2, Name(Versioning.V2)), (Versioning.V1, Name(Versioning.V1))];

    public static string Name(Versioning versioning) => versioning switch
    {
        Versioning.V1 => "Edited in place (v1)",
        Versioning.V2 => "Published versions (v2)",
    };
}
