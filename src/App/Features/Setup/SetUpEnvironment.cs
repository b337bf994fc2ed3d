namespace ExperimentAdmin.App.Features.Setup;

/// <summary>A line of the environments of the first set-up; one without a name is left out.</summary>
public sealed class SetUpEnvironment
{
    public string? Name { get; set; }

    /// <summary><c>V1</c> or <c>V2</c>.</summary>
    public string? Versioning { get; set; }

    public bool IsProduction { get; set; }
}
