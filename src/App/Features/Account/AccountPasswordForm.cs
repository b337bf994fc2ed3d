namespace ExperimentAdmin.App.Features.Account;

/// <summary>What the form of the password sends.</summary>
public sealed class AccountPasswordForm
{
    public string? Current { get; set; }

    public string? New { get; set; }
}
