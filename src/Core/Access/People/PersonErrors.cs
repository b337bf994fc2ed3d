using System.Globalization;
using ExperimentAdmin.Core.Access.Passwords;

namespace ExperimentAdmin.Core.Access.People;

/// <summary>Every way an account is turned down, in one place to read and to test.</summary>
public static class PersonErrors
{
    private static readonly TimeSpan s_line = TimeSpan.FromSeconds(5);

    public static Error WrongSignIn() => new Error.Invalid(
        "sign_in_failed", "The e-mail address or the password is wrong. Check both and try again.");

    public static Error LockedOut(TimeSpan left) => new Error.Limited(
        "locked_out",
        $"After {IdentityRules.MostAttempts} wrong passwords from where you are this account is locked there. Try again in {Words(left)}, "
        + "or ask an administrator for a link that sets a new password.",
        left);

    public static Error TooManyAttempts(TimeSpan left) => new Error.Limited(
        "too_many_attempts", $"There were too many attempts from where you are. Try again in {Words(left)}.", left);

    public static Error GuessedFromManyPlaces(TimeSpan left) => new Error.Limited(
        "guessed_from_many_places",
        $"Somebody tries many passwords for this account from many places. Try again in {Words(left)}, from where you signed in lately, "
        + "or ask an administrator for a link that sets a new password.",
        left);

    public static Error ManyPasswordsAtOnce() => new Error.Limited(
        "many_passwords_at_once", $"Too many passwords are looked at in this moment. Try again in {Words(s_line)}.", s_line);

    public static Error Deactivated() => new Error.Forbidden(
        "deactivated", "This account was deactivated. Ask an administrator to activate it again.");

    public static Error NotFound() => new Error.NotFound("person_not_found", "There is no such person.");

    public static Error LastAdministrator(string name) => new Error.Conflict(
        "last_administrator",
        $"{name} is the only instance administrator who can sign in. Make somebody else one first, or nobody could manage people any more.");

    public static Error NoLinkWhileDeactivated(string name) => new Error.Conflict(
        "deactivated", $"{name} is deactivated, and a link would let nobody in. Activate the account first.");

    public static Error NobodyHasEmail(IReadOnlyList<string> administrators) => new Error.NotFound(
        "person_not_found",
        $"Nobody signs in with this e-mail address: give the one of somebody who is there, such as an administrator of the instance ({string.Join(", ", administrators)}).");

    public static Error NobodyIsThere() => new Error.NotFound(
        "person_not_found", "Nobody is set up here yet: start the server, and open the link that it prints.");

    public static Error NameMissing() => new Error.Invalid("name_missing", "Enter the name that others see.", "name");

    public static Error NameTooLong(int length) => new Error.Invalid(
        "name_too_long", $"The name has {length} characters; at most {Person.DisplayNameMaxLength} fit. Shorten it.", "name");

    public static Error WrongPassword() => new Error.Invalid(
        "wrong_password", "That is not your current password. Enter the one that you signed in with.", "currentPassword");

    public static Error EmailMissing() => new Error.Invalid("email_missing", "Enter the e-mail address to sign in with.", "email");

    public static Error EmailInvalid() => new Error.Invalid(
        "email_invalid", "That is not an e-mail address. Enter one such as ada@example.com.", "email");

    public static Error EmailTaken() => new Error.Conflict(
        "email_taken", "Somebody with this e-mail address is here already. Look for them in the list of people.", "email");

    public static Error EmailAlike(string other) => new Error.Conflict(
        "email_taken",
        $"This looks the same as “{other}”, the e-mail address of somebody who is here already. Look for them in the list of people.",
        "email");

    public static Error LinkUsedUp() => new Error.Conflict(
        "link_used_up", "This link was used, replaced or is too old. Ask an administrator for a new one.");

    public static Error PasswordTooShort() => new Error.Invalid(
        "password_too_short",
        $"The password has to have at least {IdentityRules.ShortestPassword} characters. A few words in a row are good.", "password");

    public static Error PasswordTooLong() => new Error.Invalid(
        "password_too_long", $"The password has more than {IdentityRules.LongestPassword} characters. Choose a shorter one.", "password");

    public static Error PasswordCommon() => new Error.Invalid(
        "password_common",
        "This password is one of the most common ones, or one with a few characters more: these are tried first. "
        + "Choose another; a few words in a row are good.",
        "password");

    public static Error PasswordRegular() => new Error.Invalid(
        "password_regular",
        "This password is a repetition, a row of keys or a sequence, or has nothing but digits: these are tried first. "
        + "Choose another; a few words in a row are good.",
        "password");

    public static Error PasswordOfContext(string what) => new Error.Invalid(
        "password_of_context", $"This password is little more than {what}, which is easily guessed. Choose another; a few words in a row are good.",
        "password");

    public static Error ChangedMeanwhile() => new Error.Conflict(
        "lost_race", "Somebody else changed this account at the same moment. Reload to see their change, then try again.");

    public static Error SignedOut() => new Error.Forbidden(
        "not_signed_in", "You are signed out or your account was deactivated. Sign in again.");

    private static string Words(TimeSpan left) => (left.TotalSeconds, left.TotalMinutes) switch
    {
        ( <= 1, _) => "a second",
        ( <= 59, _) => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(left.TotalSeconds)} seconds"),
        (_, <= 1) => "a minute",
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(left.TotalMinutes)} minutes"),
    };
}
