using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExperimentAdmin.Core.Access.People;

/// <summary>What Identity needs of a person's row, without the tables and columns of what nobody has here: roles, claims, telephones.</summary>
internal sealed class PersonMapping : IEntityTypeConfiguration<Person>
{
    private const int LongestAddress = 256;

    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("people");
        builder.Property(person => person.DisplayName).HasMaxLength(Person.DisplayNameMaxLength);
        builder.Property(person => person.UserName).HasMaxLength(LongestAddress);
        builder.Property(person => person.NormalizedUserName).HasMaxLength(LongestAddress);
        builder.Property(person => person.Email).HasMaxLength(LongestAddress);
        builder.Property(person => person.NormalizedEmail).HasMaxLength(LongestAddress);
        builder.Property(person => person.ConcurrencyStamp).IsConcurrencyToken();
        builder.HasIndex(person => person.NormalizedUserName).IsUnique();
        builder.HasIndex(person => person.NormalizedEmail);
        builder.Ignore(person => person.PhoneNumber);
        builder.Ignore(person => person.PhoneNumberConfirmed);
        builder.Ignore(person => person.TwoFactorEnabled);

        // Wrong passwords are counted by account and address, in memory: see GuessLimiter.
        builder.Ignore(person => person.AccessFailedCount);
        builder.Ignore(person => person.LockoutEnabled);
        builder.Ignore(person => person.LockoutEnd);
    }
}
