using ExperimentAdmin.Core.Access.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExperimentAdmin.Core.Access.Storage;

internal sealed class PersonMapping : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("people");
        builder.Property(person => person.DisplayName).HasMaxLength(Person.DisplayNameMaxLength);

        // Wrong passwords are counted by account and address, in memory: see Guesses.
        builder.Ignore(person => person.AccessFailedCount);
        builder.Ignore(person => person.LockoutEnabled);
        builder.Ignore(person => person.LockoutEnd);
    }
}
