namespace ExperimentAdmin.App.Features.Setup;

/// <summary>What the page of the first set-up sends.</summary>
public sealed class SetUpForm
{
    public string? Email { get; set; }

    public string? Name { get; set; }

    public string? Password { get; set; }

    public string? Project { get; set; }

    public IList<SetUpEnvironment> Environments { get; init; } = [];
}
