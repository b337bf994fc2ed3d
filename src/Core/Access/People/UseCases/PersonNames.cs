using System.Globalization;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Persistence.Writing;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Access.People.UseCases;

/// <summary>
/// No two people have e-mail addresses that look the same. They may be called the same, as people are, but not so that it only looks
/// the same.
/// </summary>
internal static class PersonNames
{
    private static readonly IdnMapping s_domains = new();

    /// <summary>The refusals of somebody new. Nobody else can join or be renamed until the change is over.</summary>
    public static async Task<List<Error>> WhyAlikeAsync(ChangeContext change, string email, string name)
    {
        await Counters.LockNamesAsync(change.Db, change.Cancellation);
        var others = await change.Db.Set<Person>().Select(person => new { person.Email, person.DisplayName }).ToListAsync(change.Cancellation);
        var errors = new List<Error>();
        var address = email.Trim();

        // Who has the very address is Identity's to find, as at the sign-in.
        var look = new NameLook(Readable(address));
        if (others.Select(other => other.Email!).FirstOrDefault(other => look.IsOf(Readable(other))) is { } alike
            && !string.Equals(alike, address, StringComparison.OrdinalIgnoreCase))
        {
            errors.Add(PersonErrors.EmailAlike(alike));
        }

        return NameRules.WhyAlike(name, "person", [.. others.Select(other => other.DisplayName)]) is { } error ? [.. errors, error] : errors;
    }

    /// <summary>The refusal of another display name, or null.</summary>
    public static async Task<Error?> WhyAlikeAsync(ChangeContext change, string name, int own)
    {
        await Counters.LockNamesAsync(change.Db, change.Cancellation);
        var others = await change.Db.Set<Person>().Where(person => person.Id != own).Select(person => person.DisplayName).ToListAsync(change.Cancellation);
        return NameRules.WhyAlike(name, "person", others);
    }

    // Mail goes to one mailbox however its domain is written.
    private static string Readable(string address)
    {
        var at = address.LastIndexOf('@') + 1;
        try
        {
            return address[..at] + s_domains.GetUnicode(address[at..]);
        }
        catch (ArgumentException)
        {
            return address; // No domain of the Internet: its letters are all there is to compare.
        }
    }
}
