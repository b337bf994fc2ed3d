using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExperimentAdmin.Core.Access.People;

/// <summary>What Identity stores of people. Mapped here and not by its own context, which would have to know who they are.</summary>
internal sealed class PersonMapping : IEntityTypeConfiguration<Person>, IEntityTypeConfiguration<IdentityUserClaim<int>>,
    IEntityTypeConfiguration<IdentityUserLogin<int>>, IEntityTypeConfiguration<IdentityUserToken<int>>
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
        builder.HasIndex(person => person.NormalizedUserName).IsUnique().HasDatabaseName("UserNameIndex");
        builder.HasIndex(person => person.NormalizedEmail).HasDatabaseName("EmailIndex");

        // Wrong passwords are counted by account and address, in memory: see Guesses.
        builder.Ignore(person => person.AccessFailedCount);
        builder.Ignore(person => person.LockoutEnabled);
        builder.Ignore(person => person.LockoutEnd);
    }

    public void Configure(EntityTypeBuilder<IdentityUserClaim<int>> builder)
    {
        builder.ToTable("person_claims");
        builder.HasOne<Person>().WithMany().HasForeignKey(claim => claim.UserId).IsRequired();
    }

    public void Configure(EntityTypeBuilder<IdentityUserLogin<int>> builder)
    {
        builder.ToTable("person_logins");
        builder.HasKey(login => new { login.LoginProvider, login.ProviderKey });
        builder.HasOne<Person>().WithMany().HasForeignKey(login => login.UserId).IsRequired();
    }

    public void Configure(EntityTypeBuilder<IdentityUserToken<int>> builder)
    {
        builder.ToTable("person_tokens");
        builder.HasKey(token => new { token.UserId, token.LoginProvider, token.Name });
        builder.HasOne<Person>().WithMany().HasForeignKey(token => token.UserId).IsRequired();
    }
}
