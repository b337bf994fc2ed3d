using System.Net.Mail;
using ExperimentAdmin.Core.Access.Passwords;
using ExperimentAdmin.Core.Common.Names;

namespace ExperimentAdmin.Core.Access.People;

/// <summary>The rules of what a person is called and signs in with, the same for the pages, the API and scripts.</summary>
public static class PersonRules
{
    // What a mail server can take at most, and what the column holds.
    internal const int LongestEmail = 254;

    /// <summary>The refusals of a display name; empty when it will do.</summary>
    public static IEnumerable<Error> CheckName(string? name)
        => TextRules.Check(name, "name", Person.DisplayNameMaxLength, PersonErrors.NameTooLong, PersonErrors.NameMissing());

    /// <summary>The refusals of a display name that is given for the first time; empty when it will do.</summary>
    /// <param name="name">What was entered; outer blanks do not count.</param>
    /// <param name="whose">Whose name it is, to begin a sentence.</param>
    public static IEnumerable<Error> CheckNewName(string? name, string whose = "The name") => CheckName(name).OrUnclear(name, whose);

    /// <summary>The refusals of an e-mail address; empty when it will do.</summary>
    public static IEnumerable<Error> CheckEmail(string? email)
    {
        var trimmed = email?.Trim() ?? string.Empty;
        return trimmed.Length == 0 ? [PersonErrors.EmailMissing()]
            : trimmed.Length > LongestEmail || !TextRules.IsText(trimmed) || IsWrittenOtherwise(trimmed)
                || trimmed.Any(character => char.IsWhiteSpace(character) || char.IsControl(character)) || !MailAddress.TryCreate(trimmed, out var read) || read.Address != trimmed.Normalize()
                ? [PersonErrors.EmailInvalid()]
            : NameRules.WhyUnclear(trimmed, "email", "The e-mail address") is { } unclear ? [unclear]
            : [];
    }

    /// <summary>Whether anybody can have such an address at all: what has it not is not looked for.</summary>
    internal static bool IsPossible(string email) => email.Length <= LongestEmail && TextRules.IsText(email);

    /// <summary>The refusals of a new password; empty when it will do. One from before stays good for signing in.</summary>
    /// <param name="password">The password.</param>
    /// <param name="context">What is known about whoever chooses it.</param>
    public static IEnumerable<Error> CheckPassword(string? password, PasswordContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return (CheckLength(password) ?? CheckGuesses(password!, context)) is { } error ? [error] : [];
    }

    /// <summary>The refusal of a password that is too short or too long, or null.</summary>
    internal static Error? CheckLength(string? password) => (password?.Length ?? 0) switch
    {
        < IdentityRules.ShortestPassword => PersonErrors.PasswordTooShort(),
        > IdentityRules.LongestPassword => PersonErrors.PasswordTooLong(),
        _ => null,
    };

    // The same mailbox has a plainer address: another person could have that.
    private static bool IsWrittenOtherwise(string address) => address.Contains('"', StringComparison.Ordinal) || address[^1] is '.' or '。' or '．' or '｡';

    private static Error? CheckGuesses(string password, PasswordContext context)
    {
        var readings = PasswordReading.Of(password).ToList();
        return CommonPasswords.Has(readings) ? PersonErrors.PasswordCommon()
            : context.Finds(password, readings) is { } what ? PersonErrors.PasswordOfContext(what)
            : CommonPasswords.HasTwo(password, readings) ? PersonErrors.PasswordCommon()
            : PasswordPatterns.IsRegular(password) ? PersonErrors.PasswordRegular()
            : null;
    }
}
