namespace ExperimentAdmin.App.Features.Account;

/// <summary>What the list of sign-ins sends.</summary>
public sealed class EndSessionForm
{
    /// <summary>The sign-in to end.</summary>
    public int Id { get; set; }
}
