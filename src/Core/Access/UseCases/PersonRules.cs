using System.Net.Mail;
using ExperimentAdmin.Core.Access.Domain;
using ExperimentAdmin.Core.Common;

namespace ExperimentAdmin.Core.Access.UseCases;

/// <summary>The rules of what a person is called and signs in with, the same behind every door.</summary>
public static class PersonRules
{
    // What a mail server can take at most, and what the column holds.
    internal const int LongestEmail = 254;

    /// <summary>The refusals of a display name; empty when it will do.</summary>
    public static IEnumerable<Error> CheckName(string? name)
        => TextRules.Check(name, "name", Person.DisplayNameMaxLength, PersonErrors.NameTooLong, PersonErrors.NameMissing());

    /// <summary>The refusals of an e-mail address; empty when it will do.</summary>
    public static IEnumerable<Error> CheckEmail(string? email)
    {
        var trimmed = email?.Trim() ?? string.Empty;
        return trimmed.Length == 0 ? [PersonErrors.EmailMissing()]
            : trimmed.Length > LongestEmail || !TextRules.IsText(trimmed)
                || trimmed.Any(character => char.IsWhiteSpace(character) || char.IsControl(character)) || !MailAddress.TryCreate(trimmed, out var read) || read.Address != trimmed
                ? [PersonErrors.EmailInvalid()]
                : [];
    }

    /// <summary>The refusals of a new password; empty when it will do.</summary>
    public static IEnumerable<Error> CheckPassword(string? password) => (password?.Length ?? 0) switch
    {
        < IdentityRules.ShortestPassword => [PersonErrors.PasswordTooShort()],
        > IdentityRules.LongestPassword => [PersonErrors.PasswordTooLong()],
        _ => [],
    };
}
