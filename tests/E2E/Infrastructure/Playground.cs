namespace ExperimentAdmin.E2E.Infrastructure;

/// <summary>
/// A project that one test has to itself. Its flags are <c>checkout_button</c> (control <c>classic</c>; <c>big</c>,
/// <c>bigger</c>), <c>search_ranking</c> (control <c>bm25</c>; <c>semantic</c>) and the plain <c>dark_mode</c>; in
/// Production runs an experiment on the first.
/// </summary>
/// <param name="Name">What people read.</param>
/// <param name="Slug">How it is addressed.</param>
public sealed record Playground(string Name, string Slug)
{
    /// <summary>The experiment that runs in Production: 20 % enter, half of them see <c>big</c>.</summary>
    public const string Running = "Bigger checkout button";

    /// <summary>How many experiments run in <see cref="Crowd"/>.</summary>
    public const int CrowdSize = 500;

    /// <summary>One of those in <see cref="Crowd"/>, at 20 %.</summary>
    public const string OneOfMany = "Pricing banner 2.1 for winter";

    /// <summary>The project in whose Production <see cref="CrowdSize"/> experiments run. Only one test changes anything there.</summary>
    public static Playground Crowd { get; } = new("Crowd", "crowd");

    /// <summary>The environment that changes flags in place (v1).</summary>
    public string Development => $"/{Slug}/development";

    /// <summary>The environment that keeps versions (v2) and is marked as production.</summary>
    public string Production => $"/{Slug}/production";
}
